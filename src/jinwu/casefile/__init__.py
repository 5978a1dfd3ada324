"""The bound file (案卷): what lies in it and in which order, what it still lacks, and its volumes as PDF."""
