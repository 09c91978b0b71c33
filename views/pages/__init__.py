"""The pages of the browser laboratory, one file each."""
