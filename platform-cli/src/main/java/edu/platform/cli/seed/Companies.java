package edu.platform.cli.seed;

import java.util.List;

/** Names of companies, of which there are as many as are asked for, and their agreements. */
final class Companies {

  private final RowRandom random;
  private final List<Phrase> firsts;
  private final List<Phrase> seconds;
  private final List<Phrase> cities;
  private final List<Template> forms;
  private final Permutation nameOrder;
  private final int names;
  private final BlockCounts active;

  Companies(SeedSettings settings, Vocabulary words) {
    this.random = new RowRandom(settings.randomSeed(), "companies");
    this.firsts = words.items("company-firsts").stream().map(Phrase::new).toList();
    this.seconds = words.items("company-seconds").stream().map(Phrase::new).toList();
    this.cities = words.cities();
    this.forms = words.templates("company-forms");
    this.names = firsts.size() * seconds.size() * cities.size() * forms.size();
    this.nameOrder = random.permutation(names, 1);
    this.active = new BlockCounts(random, 2, settings.count(), 1, 0, 0, 1, 1, 1);
  }

  /** Return the number of companies with an active agreement. */
  int activeCount() {
    return active.total();
  }

  boolean active(int company) {
    return active.count(company - 1) == 1;
  }

  /** Return the place of an active company among the active ones, from 1. */
  int activeRank(int company) {
    return active.before(company - 1) + 1;
  }

  /** Return the company at a place among the active ones, counted from 1. */
  int activeCompany(int rank) {
    return active.unitOf(rank - 1) + 1;
  }

  /** Append a short name for an employer; the first words are met more often. */
  void appendWorkPlace(int teacher, CopyBuffer out) {
    int first =
        Math.min(random.below(teacher, 3, firsts.size()), random.below(teacher, 4, firsts.size()));
    firsts.get(first).appendTo(out);
    out.appendSpace();
    seconds.get(random.below(teacher, 5, seconds.size())).appendTo(out);
  }

  /** Write a company's short name and its legal name, which no other has. */
  void names(int company, CopyBuffer out) {
    int index = company - 1;
    int place = (int) nameOrder.apply(index % names);
    int number = index / names;
    Phrase first = firsts.get(place % firsts.size());
    place /= firsts.size();
    Phrase second = seconds.get(place % seconds.size());
    place /= seconds.size();
    Phrase city = cities.get(place % cities.size());
    place /= cities.size();
    String shortName = first.text() + " " + second.text();
    String fullName = shortName + " " + city.text() + (number == 0 ? "" : " " + (number + 1));
    out.text(new Phrase(shortName)).next();
    forms.get(place).appendTo(out, new Phrase(fullName));
  }
}
