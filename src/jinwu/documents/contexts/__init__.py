"""What the papers of the ordinary procedure hold, typed: letters, decisions, internal sheets, records and receipts."""
