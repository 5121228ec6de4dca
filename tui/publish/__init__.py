"""The post's file: written whole or not at all, never over somebody else's edit."""
