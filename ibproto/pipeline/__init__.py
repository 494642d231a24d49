"""What is behind the client's methods: connecting, the reader's queue, the loop that delivers, encoding and sending."""
