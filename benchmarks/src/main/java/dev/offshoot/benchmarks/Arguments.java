package dev.offshoot.benchmarks;

import java.util.List;

/** Numbers given as {@code --name N}. */
record Arguments(List<String> words) {

  Arguments {
    words = List.copyOf(words);
  }

  int number(String name, int otherwise) {
    int at = words.indexOf("--" + name);
    return at < 0 || at + 1 >= words.size() ? otherwise : Integer.parseInt(words.get(at + 1));
  }
}
