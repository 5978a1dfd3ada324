"""The public site (公示门户): what anybody may open without signing in, and nothing that names a person."""
