package org.latentlab.nodes.latentinterpolation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.nodes.latentinterpolation.LatentInterpolationParameters.ClassChoice;
import org.latentlab.nodes.latentinterpolation.LatentInterpolationParameters.KeyPair;
import org.latentlab.nodes.latentinterpolation.LatentInterpolationParameters.PairChoice;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.RowProblem;
import org.latentlab.nodes.table.Warnings;

/** The pairs of codes that the settings ask for. */
final class CodePairs {

    /** How many row keys or classes a message lists. */
    private static final int LISTED = 10;

    /** How many rows without a code a message names. */
    private static final int NAMED = 3;

    private final LatentInterpolationParameters m_parameters;
    private final LatentRows m_rows;
    private final Warnings m_warnings;

    /**
     * @param parameters the settings, valid
     * @param rows the codes, at least one usable
     * @param warnings told what could not be paired
     */
    CodePairs(final LatentInterpolationParameters parameters, final LatentRows rows, final Warnings warnings) {
        m_parameters = parameters;
        m_rows = rows;
        m_warnings = warnings;
    }

    /**
     * @param classesOrNull the classes of the rows, needed for class means
     * @return the pairs, at least one
     * @throws EngineException if the table has none of them
     */
    List<CodePair> find(final ClassLabels classesOrNull) {
        final List<CodePair> pairs = switch (m_parameters.m_pairs) {
            case TWO_BY_TWO -> neighbours(2);
            case CHAIN -> neighbours(1);
            case ROW_KEYS -> byKeys();
            case CLASS_MEANS -> byClasses(classesOrNull);
            case RANDOM -> atRandom();
        };
        if (pairs.isEmpty()) {
            throw new EngineException("No pair of codes is left to interpolate between: " + whyNone());
        }
        return pairs;
    }

    private String whyNone() {
        final List<RowProblem> problems = m_rows.problems();
        final String named = problems.isEmpty() ? "" : " (" + problems.stream().limit(NAMED).map(RowProblem::toString)
            .collect(Collectors.joining(", ")) + (problems.size() > NAMED ? ", …" : "") + ")";
        if (m_rows.size() < 2) {
            return "input '" + LatentInterpolationNodeFactory.INPUT + "' has " + m_rows.size() + " usable row"
                + (problems.isEmpty() ? "" : " of " + m_rows.rows() + named) + ". Connect a table with at least two "
                + "codes.";
        }
        return (m_parameters.m_pairs == PairChoice.TWO_BY_TWO ? "two by two" : "one after the other")
            + ", every row with a usable code meets one without" + named + ", or none. Remove the rows without a code "
            + "first, or choose the pairs another way.";
    }

    private CodePair rows(final int first, final int second) {
        return new CodePair(m_rows.rowKeys()[first], m_rows.rowKeys()[second], m_rows.points(), first, second);
    }

    /** Every row of the table with the next, beginning at the first and going on by so many rows. */
    private List<CodePair> neighbours(final int by) {
        final int[] points = m_rows.pointOfRow();
        final List<CodePair> pairs = new ArrayList<>();
        for (int row = 0; row + 1 < points.length; row += by) {
            if (points[row] >= 0 && points[row + 1] >= 0) {
                pairs.add(rows(points[row], points[row + 1]));
            }
        }
        if (by == 2 && points.length % 2 == 1 && points.length > 1) {
            m_warnings.add("The table has " + points.length + " rows, an odd number: the last one has no partner and "
                + "was left out.");
        }
        return pairs;
    }

    private List<CodePair> byKeys() {
        final Map<String, Integer> points = new HashMap<>();
        for (int i = 0; i < m_rows.size(); i++) {
            points.put(m_rows.rowKeys()[i], i);
        }
        final List<CodePair> pairs = new ArrayList<>();
        for (final KeyPair pair : m_parameters.m_keyPairs) {
            pairs.add(rows(point(points, pair.m_from), point(points, pair.m_to)));
        }
        return pairs;
    }

    private int point(final Map<String, Integer> points, final String key) {
        final Integer point = points.get(key);
        if (point != null) {
            return point;
        }
        for (final RowProblem problem : m_rows.problems()) {
            if (problem.rowKey().equals(key)) {
                throw new EngineException("Row '" + key + "' has no usable latent point: " + problem.reason()
                    + ". Choose another row, or fill in its code first.");
            }
        }
        throw new EngineException("Input '" + LatentInterpolationNodeFactory.INPUT + "' has no row with the key '" + key
            + "'. Row keys found: " + list(Arrays.asList(m_rows.rowKeys())) + ".");
    }

    private static String list(final List<String> names) {
        return names.stream().limit(LISTED).map(name -> "'" + name + "'").collect(Collectors.joining(", "))
            + (names.size() > LISTED ? ", … (" + names.size() + " in all)" : "");
    }

    private List<CodePair> byClasses(final ClassLabels labels) {
        final ClassLabels usable = new ClassLabels(labels.column(), labels.classNames(),
            labels.select(m_rows.tableRows()));
        if (usable.missing() > 0) {
            m_warnings.add(String.format(Locale.ROOT, "%,d of %,d rows have no class and count in no mean.",
                usable.missing(), m_rows.size()));
        }
        final ClassLabels classes = usable.withoutEmptyClasses();
        final List<String> names = classes.classNames();
        final Matrix means = means(classes);
        final List<CodePair> pairs = new ArrayList<>();
        if (m_parameters.m_classes == ClassChoice.TWO) {
            final int from = index(names, m_parameters.m_fromClass);
            final int to = index(names, m_parameters.m_toClass);
            pairs.add(new CodePair(names.get(from), names.get(to), means, from, to));
            return pairs;
        }
        if (names.size() < 2) {
            throw new EngineException("Class column '" + labels.column().getName() + "' has "
                + (names.isEmpty() ? "no class" : "the class " + list(names) + " alone") + " in rows with a usable "
                + "code; class means need two. Choose another class column or other pairs.");
        }
        for (int from = 0; from < names.size(); from++) {
            for (int to = from + 1; to < names.size(); to++) {
                pairs.add(new CodePair(names.get(from), names.get(to), means, from, to));
            }
        }
        return pairs;
    }

    private int index(final List<String> names, final String name) {
        final int index = names.indexOf(name);
        if (index < 0) {
            throw new EngineException("No row with a usable code has the class '" + name + "'. Classes found: "
                + (names.isEmpty() ? "none" : list(names)) + ".");
        }
        return index;
    }

    private Matrix means(final ClassLabels classes) {
        final int d = m_rows.points().columns();
        final Matrix means = Matrix.zeros(classes.classNames().size(), d);
        final int[] counts = classes.counts();
        for (int i = 0; i < m_rows.size(); i++) {
            final int label = classes.labels()[i];
            for (int c = 0; label >= 0 && c < d; c++) {
                means.data()[label * d + c] += m_rows.points().get(i, c) / counts[label];
            }
        }
        return means;
    }

    private List<CodePair> atRandom() {
        final int n = m_rows.size();
        final long all = (long)n * (n - 1) / 2;
        final int wanted = (int)Math.min(m_parameters.m_randomPairs, all);
        if (wanted < m_parameters.m_randomPairs && n > 1) {
            m_warnings.add(String.format(Locale.ROOT, "%,d rows make %,d pairs; %,d were asked for.", n, all,
                m_parameters.m_randomPairs));
        }
        final Rng rng = Rng.stream(m_parameters.m_seed, "pairs");
        final List<CodePair> pairs = new ArrayList<>();
        if (wanted <= all / 2) {
            draw(n, wanted, rng).forEach(pair -> pairs.add(turned(pair, n, rng)));
            return pairs;
        }
        final Set<Long> left = draw(n, all - wanted, rng); // most pairs are wanted: it is quicker to draw the others
        for (int low = 0; low < n; low++) {
            for (int high = low + 1; high < n; high++) {
                if (!left.contains((long)low * n + high)) {
                    pairs.add(turned((long)low * n + high, n, rng));
                }
            }
        }
        return pairs;
    }

    /** So many pairs of different rows, each as the row of the lower number times n plus the other. */
    private static Set<Long> draw(final int n, final long count, final Rng rng) {
        final Set<Long> pairs = new LinkedHashSet<>();
        while (pairs.size() < count) {
            pairs.add(pair(n, rng));
        }
        return pairs;
    }

    private static long pair(final int n, final Rng rng) {
        final int first = rng.nextInt(n);
        final int other = rng.nextInt(n - 1);
        final int second = other < first ? other : other + 1;
        return (long)Math.min(first, second) * n + Math.max(first, second);
    }

    private CodePair turned(final long pair, final int n, final Rng rng) {
        final int low = (int)(pair / n);
        final int high = (int)(pair % n);
        return rng.nextLong() < 0 ? rows(high, low) : rows(low, high);
    }
}
