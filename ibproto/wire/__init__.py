"""What is on the wire: the vocabulary, its compilers and the codec."""
