"""Floor 2: the law as dated data — statutes, articles, violations, discretion tiers, profile and work calendar."""
