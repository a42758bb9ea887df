package edu.platform.cli.seed;

import java.text.Normalizer;
import java.util.Locale;

/** Names in the letters a to z, for e-mail addresses. */
final class Latin {

  private static final String CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
  private static final String[] LATIN = {
    "a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s",
    "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"
  };

  private Latin() {}

  /** Return the name's letters in lower case; what has no Latin counterpart is left out. */
  static String letters(String name) {
    StringBuilder latin = new StringBuilder();
    for (char letter : name.toLowerCase(Locale.ROOT).toCharArray()) {
      int cyrillic = CYRILLIC.indexOf(letter);
      if (cyrillic >= 0) {
        latin.append(LATIN[cyrillic]);
      } else {
        Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD)
            .chars()
            .filter(c -> c >= 'a' && c <= 'z')
            .forEach(c -> latin.append((char) c));
      }
    }
    return latin.toString();
  }
}
