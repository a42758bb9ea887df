package edu.platform.cli.broken;

/** Output past the writers of a command. */
final class Prints {
  void print() {
    System.out.println("broken");
  }
}
