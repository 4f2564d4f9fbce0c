"""Settings from defaults, the project file and the command line, each with its origin."""
