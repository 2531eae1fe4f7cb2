package org.latentlab.nodes.scorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.nodes.table.Warnings;

/**
 * The classes that images were generated for and those that were found in them.
 *
 * @param asked the class that each was generated for, null for none
 * @param found the class that each was found to be
 */
record ConditionalClasses(String[] asked, String[] found) {

    /** How many classes a message lists. */
    private static final int LISTED = 10;

    /**
     * @param made the generated images
     * @param classifier whose probabilities they have
     * @param parameters the settings, which say who finds the classes
     * @param warnings told of images without a class asked for and of classes that nobody can find
     * @return their classes
     * @throws EngineException if no image has a class asked for, or none of these can be found
     */
    static ConditionalClasses of(final ScoredSet made, final ImageClassifier classifier,
        final ScorerParameters parameters, final Warnings warnings) {
        final int n = made.size();
        final String column = parameters.m_askedColumn.isBlank() ? "" : " '" + parameters.m_askedColumn + "'";
        final long without = Arrays.stream(made.asked()).filter(c -> c < 0).count();
        if (without == n) {
            throw new EngineException("No generated image says which class it was generated for: the column" + column
                + " of the class asked for is empty. Choose another column, or score the images without classes.");
        }
        if (without > 0) {
            warnings.add(String.format(Locale.ROOT, "%,d of %,d generated images do not say which class they were "
                + "generated for and do not count in the accuracy.", without, n));
        }
        final boolean byClassifier = parameters.m_foundBy == FoundBy.CLASSIFIER;
        final List<String> known = byClassifier ? classifier.classNames() : made.classNames();
        final List<String> unknown = made.askedNames().stream().filter(name -> !known.contains(name)).toList();
        final String whose = byClassifier ? "the classifier" : "the class column";
        if (unknown.size() == made.askedNames().size()) {
            throw new EngineException("None of the classes asked for (" + list(unknown) + ") is known to " + whose
                + " (" + list(known) + "). Choose the column of the class asked for, or "
                + (byClassifier ? "connect a classifier of these classes." : "another class column."));
        }
        if (!unknown.isEmpty()) {
            warnings.add("Images asked for as " + list(unknown) + " cannot be found to be so, since " + whose
                + " knows no such class: their accuracy is 0.");
        }
        final String[] asked = new String[n];
        final String[] found = new String[n];
        for (int i = 0; i < n; i++) {
            asked[i] = made.asked()[i] < 0 ? null : made.askedNames().get(made.asked()[i]);
            found[i] = known.get(byClassifier ? mostProbable(made.probabilities(), i, known.size())
                : made.labels()[i]);
        }
        return new ConditionalClasses(asked, found);
    }

    /** The first of the most probable ones where several are equally so. */
    private static int mostProbable(final float[] probabilities, final int row, final int classes) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (probabilities[row * classes + c] > probabilities[row * classes + best]) {
                best = c;
            }
        }
        return best;
    }

    private static String list(final List<String> names) {
        return String.join(", ", names.stream().limit(LISTED).map(name -> "'" + name + "'").toList())
            + (names.size() > LISTED ? ", …" : "");
    }

    /** @return the classes asked for and found, each once, in the order of the images */
    List<String> names() {
        final Set<String> names = new LinkedHashSet<>();
        Arrays.stream(asked).filter(name -> name != null).forEach(names::add);
        names.addAll(Arrays.asList(found));
        return new ArrayList<>(names);
    }

    /**
     * @param names one of the two
     * @param rows images
     * @param classNames all classes
     * @return the classes of these images as indices, -1 for none
     */
    static int[] indices(final String[] names, final int[] rows, final List<String> classNames) {
        return Arrays.stream(rows).map(i -> names[i] == null ? -1 : classNames.indexOf(names[i])).toArray();
    }
}
