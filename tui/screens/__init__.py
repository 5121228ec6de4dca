"""What the user sees: screens compose widgets and route keys to verbs; rules of the domain live elsewhere."""
