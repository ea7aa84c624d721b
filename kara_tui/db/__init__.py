"""Records in a database: SQLCipher on this machine, PostgreSQL on a server."""
