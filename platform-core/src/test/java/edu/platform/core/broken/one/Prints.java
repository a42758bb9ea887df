package edu.platform.core.broken.one;

final class Prints {
  void print() {
    System.out.println("Nobody reads this.");
  }
}
