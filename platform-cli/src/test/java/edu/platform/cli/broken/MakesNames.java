package edu.platform.cli.broken;

import net.datafaker.Faker;

/** Invented data outside the seeder. */
final class MakesNames {
  String name() {
    return new Faker().name().fullName();
  }
}
