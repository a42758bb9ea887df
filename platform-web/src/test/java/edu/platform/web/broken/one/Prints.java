package edu.platform.web.broken.one;

final class Prints {
  void print() {
    System.out.println("Nobody reads this.");
  }
}
