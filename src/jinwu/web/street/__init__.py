"""The street (现场): the penalty on the spot on a phone, four pages, one recorded act for each press of the filled button."""
