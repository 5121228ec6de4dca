"""What a talk log is: pure values and rules, without I/O, clock, Textual or TinyDB."""
