package edu.platform.cli.bench.script;

import edu.platform.cli.bench.ByteText;

/**
 * The entity tags of the paths that a user was answered last, as a browser's cache would have them.
 * There is room for some paths; a new one takes the place of an older one.
 */
final class EntityTags {
  private static final int PLACES = 64;

  private final ByteText[] paths = new ByteText[PLACES];
  private final ByteText[] tags = new ByteText[PLACES];
  private final ByteText none = new ByteText();

  /** Return the tag of a path, absent if it is not known. */
  ByteText of(ByteText path) {
    int place = place(path);
    return paths[place] != null && paths[place].contentEquals(path) ? tags[place] : none;
  }

  /** Remember a tag; an absent one forgets the path. */
  void put(ByteText path, ByteText tag) {
    int place = place(path);
    if (paths[place] == null) {
      paths[place] = new ByteText();
      tags[place] = new ByteText();
    }
    paths[place].set(path);
    tags[place].set(tag);
  }

  private static int place(ByteText path) {
    int hash = 0;
    for (int i = 0; i < path.length(); i++) {
      hash = 31 * hash + path.bytes()[i];
    }
    return Math.floorMod(hash ^ (hash >>> 15), PLACES);
  }
}
