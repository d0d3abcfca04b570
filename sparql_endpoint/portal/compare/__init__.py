"""The archives side by side: one person, event or place, or one period, in the words of each."""
