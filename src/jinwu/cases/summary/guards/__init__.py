"""Guards of the summary procedure: each a question, its article, and the sentence that answers it."""
