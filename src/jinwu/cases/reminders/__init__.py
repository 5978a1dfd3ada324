"""First-offence reminders (首次提醒告知单): an act that is told, corrected and not penalised (APL 33)."""
