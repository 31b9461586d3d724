"""What earlier versions wrote, read and worked on by today's: an upgrade may roll, and may be rolled back."""
