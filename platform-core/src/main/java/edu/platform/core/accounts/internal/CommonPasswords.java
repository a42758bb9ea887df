package edu.platform.core.accounts.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The passwords that are tried first. They are told by how they are made, not by a list of those
 * that others have lost: common words, also with digits for letters, rows of the keyboard and of
 * the alphabet, years and repetitions, one after another, with at most four other characters that
 * are no letters. That is far more than ten thousand of twelve characters and above.
 */
public final class CommonPasswords {

  private static final int OTHERS_AT_MOST = 4;
  private static final int SHORTEST_ROW = 3;
  private static final int SHORT_BLOCK = 4;
  private static final int REPETITIONS = 3;
  private static final int IMPOSSIBLE = 1_000;

  private static final List<String> WORDS = words();

  private static final List<String> ROWS =
      Stream.of(
              "abcdefghijklmnopqrstuvwxyz",
              "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
              "01234567890-=",
              "qwertyuiop[]",
              "asdfghjkl;'",
              "zxcvbnm,./",
              "йцукенгшщзхъ",
              "фывапролджэ",
              "ячсмитьбю",
              "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
              "1q2w3e4r5t6y7u8i9o0p",
              "q1w2e3r4t5y6u7i8o9p0",
              "qazwsxedcrfvtgbyhnujmikolp",
              "!@#$%^&*()_+")
          .flatMap(row -> Stream.of(row, new StringBuilder(row).reverse().toString()))
          .toList();

  private CommonPasswords() {}

  /** Whether a password is one of them. */
  public static boolean contains(String password) {
    String text = password.toLowerCase(Locale.ROOT);
    return isRepetition(text) || others(text) <= OTHERS_AT_MOST;
  }

  /** Whether it is a few characters, or the same three times, over and over. */
  private static boolean isRepetition(String text) {
    int longest = Math.max(SHORT_BLOCK, text.length() / REPETITIONS);
    for (int period = 1; period <= longest; period++) {
      if (text.length() > period && text.startsWith(text.substring(period))) {
        return true;
      }
    }
    return false;
  }

  /** How few characters are in none of the blocks, when the text is cut as well as possible. */
  private static int others(String text) {
    int[] others = new int[text.length() + 1];
    Arrays.fill(others, IMPOSSIBLE);
    others[0] = 0;
    for (int at = 0; at < text.length(); at++) {
      if (others[at] >= IMPOSSIBLE) {
        continue;
      }
      if (!Character.isLetter(text.charAt(at))) {
        reach(others, at + 1, others[at] + 1);
      }
      for (String word : WORDS) {
        if (isAt(text, at, word)) {
          reach(others, at + word.length(), others[at]);
        }
      }
      int end = at + longestRow(text, at);
      for (int to = at + SHORTEST_ROW; to <= end; to++) {
        reach(others, to, others[at]);
      }
      if (isYear(text, at)) {
        reach(others, at + 4, others[at]);
      }
    }
    return others[text.length()];
  }

  private static void reach(int[] others, int to, int count) {
    others[to] = Math.min(others[to], count);
  }

  private static boolean isAt(String text, int at, String word) {
    if (at + word.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (!standsFor(text.charAt(at + i), word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean standsFor(char written, char letter) {
    return written == letter
        || switch (written) {
          case '@', '4' -> letter == 'a';
          case '3' -> letter == 'e';
          case '1', '!', '|' -> letter == 'i' || letter == 'l';
          case '0' -> letter == 'o';
          case '$', '5' -> letter == 's';
          case '7', '+' -> letter == 't';
          default -> false;
        };
  }

  /** Characters of a row of the keyboard or the alphabet, or of one character. */
  private static int longestRow(String text, int at) {
    int longest = 1;
    while (at + longest < text.length() && text.charAt(at + longest) == text.charAt(at)) {
      longest++;
    }
    for (String row : ROWS) {
      int length = longest;
      while (at + length < text.length() && row.contains(text.substring(at, at + length + 1))) {
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  private static boolean isYear(String text, int at) {
    return at + 4 <= text.length()
        && (text.startsWith("19", at) || text.startsWith("20", at))
        && Character.isDigit(text.charAt(at + 2))
        && Character.isDigit(text.charAt(at + 3));
  }

  /** All words; tests count what is made of them. */
  static List<String> words() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                CommonPasswords.class.getResourceAsStream("common-words.txt"),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Stream.of(line.split(" ", -1)))
          .distinct()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
