package com.orgscope.review;

import com.orgscope.kernel.PersonKey;
import com.orgscope.review.FeedbackStore.FirstWord;
import com.orgscope.review.FeedbackStore.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parts of k people in which words are told, whole or not at all. Whoever is in one stays there: a
 * part that lost somebody, by erasure or because they opted out, is told no more, and the others
 * are as they were. So nobody is seen by what they add or take away.
 *
 * @param k people of a new part
 * @param leftOut who opted out
 */
record Parts(int k, Set<PersonKey> leftOut) {

  /**
   * The same words in their order, as many of those that were in no part as fill whole ones in one.
   */
  List<FirstWord> of(List<FirstWord> words) {
    Map<String, Integer> last = new HashMap<>();
    Map<String, List<Integer>> free = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      FirstWord word = words.get(i);
      Part part = word.part();
      String category = word.said().category();
      if (part != null) {
        last.merge(category, part.number(), Math::max);
      } else if (!leftOut.contains(word.person())) {
        free.computeIfAbsent(category, c -> new ArrayList<>()).add(i);
      }
    }
    List<FirstWord> parted = new ArrayList<>(words);
    free.forEach((category, places) -> {
      int number = last.getOrDefault(category, 0);
      for (int from = 0; from + k <= places.size(); from += k) {
        Part part = new Part(++number, k);
        for (int place : places.subList(from, from + k)) {
          FirstWord word = words.get(place);
          parted.set(place, new FirstWord(word.person(), word.said(), part));
        }
      }
    });
    return parted;
  }

  /** Whether this part is whole, of k people or more, and nobody of it opted out. */
  boolean told(Part part, List<FirstWord> members) {
    return part.of() >= k
        && members.size() == part.of()
        && members.stream().map(FirstWord::person).noneMatch(leftOut::contains);
  }
}
