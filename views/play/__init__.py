"""An economy that is played: the thread it runs in, its pictures, its record of changes. No page, no Solara."""
