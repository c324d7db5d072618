"""The subcommands, a file each; what defines ``COMMAND`` is found by itself."""
