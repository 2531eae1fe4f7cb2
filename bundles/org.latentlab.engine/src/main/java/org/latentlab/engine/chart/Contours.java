package org.latentlab.engine.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/**
 * Lines of equal height of a function in the plane, by marching squares (Lorensen and Cline 1987, in two dimensions):
 * crossings are placed on the grid's edges by linear interpolation; a saddle is decided by the mean of its corners.
 */
public final class Contours {

    private final double[] m_x;
    private final double[] m_y;
    private final double[] m_values;

    /**
     * @param x the grid's columns, ascending, at least two
     * @param y the grid's rows, ascending, at least two
     * @param values heights, row by row: y.length × x.length; values below the least positive exponent count as low
     */
    public Contours(final double[] x, final double[] y, final double[] values) {
        if (x.length < 2 || y.length < 2 || values.length != x.length * y.length) {
            throw new IllegalArgumentException("A grid of " + x.length + "×" + y.length
                + " points, at least 2×2, has as many heights, not " + values.length + ".");
        }
        m_x = x.clone();
        m_y = y.clone();
        m_values = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            m_values[i] = Double.isNaN(values[i]) ? -1e9 : Math.max(-1e9, Math.min(1e9, values[i]));
        }
    }

    /**
     * @param function the heights
     * @param box x low, x high, y low, y high
     * @param columns of the grid, at least 2
     * @param rows of the grid, at least 2
     * @return the contours of the function in the box
     */
    public static Contours of(final DoubleBinaryOperator function, final double[] box, final int columns,
        final int rows) {
        final double[] x = steps(box[0], box[1], columns);
        final double[] y = steps(box[2], box[3], rows);
        final double[] values = new double[columns * rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = function.applyAsDouble(x[j], y[i]);
            }
        }
        return new Contours(x, y, values);
    }

    private static double[] steps(final double low, final double high, final int count) {
        final double[] steps = new double[count];
        for (int i = 0; i < count; i++) {
            steps[i] = low + (high - low) * i / (count - 1);
        }
        return steps;
    }

    /**
     * @param level the height
     * @return the lines at that height, each x₀, y₀, x₁, y₁, …; a closed line ends where it began
     */
    public List<double[]> lines(final double level) {
        final Map<Integer, List<Integer>> neighbours = new TreeMap<>();
        for (int i = 0; i + 1 < m_y.length; i++) {
            for (int j = 0; j + 1 < m_x.length; j++) {
                cell(i, j, level, neighbours);
            }
        }
        final List<double[]> lines = new ArrayList<>();
        final Map<Integer, Integer> used = new HashMap<>();
        for (final Map.Entry<Integer, List<Integer>> e : neighbours.entrySet()) {
            if (e.getValue().size() == 1 && !used.containsKey(e.getKey())) {
                lines.add(follow(e.getKey(), neighbours, used, level));
            }
        }
        for (final Integer edge : neighbours.keySet()) {
            if (!used.containsKey(edge)) {
                lines.add(follow(edge, neighbours, used, level));
            }
        }
        return lines;
    }

    private double value(final int i, final int j) {
        return m_values[i * m_x.length + j];
    }

    /** Edge numbers: the edge right of point (i, j) is 2(i·columns + j), the edge above it one more. */
    private void cell(final int i, final int j, final double level, final Map<Integer, List<Integer>> neighbours) {
        final int at = i * m_x.length + j;
        final int bottom = 2 * at;
        final int left = 2 * at + 1;
        final int right = 2 * (at + 1) + 1;
        final int top = 2 * (at + m_x.length);
        final int code = (value(i, j) > level ? 1 : 0) | (value(i, j + 1) > level ? 2 : 0)
            | (value(i + 1, j + 1) > level ? 4 : 0) | (value(i + 1, j) > level ? 8 : 0);
        switch (code) {
            case 1, 14 -> connect(left, bottom, neighbours);
            case 2, 13 -> connect(bottom, right, neighbours);
            case 3, 12 -> connect(left, right, neighbours);
            case 4, 11 -> connect(right, top, neighbours);
            case 6, 9 -> connect(bottom, top, neighbours);
            case 7, 8 -> connect(left, top, neighbours);
            case 5, 10 -> {
                final boolean high = (value(i, j) + value(i, j + 1) + value(i + 1, j)
                    + value(i + 1, j + 1)) / 4 > level;
                if (high == (code == 5)) {
                    connect(left, top, neighbours);
                    connect(bottom, right, neighbours);
                } else {
                    connect(left, bottom, neighbours);
                    connect(right, top, neighbours);
                }
            }
            default -> {
                // no crossing
            }
        }
    }

    private static void connect(final int a, final int b, final Map<Integer, List<Integer>> neighbours) {
        neighbours.computeIfAbsent(a, k -> new ArrayList<>(2)).add(b);
        neighbours.computeIfAbsent(b, k -> new ArrayList<>(2)).add(a);
    }

    private double[] follow(final int start, final Map<Integer, List<Integer>> neighbours,
        final Map<Integer, Integer> used, final double level) {
        final List<Integer> chain = new ArrayList<>();
        int at = start;
        boolean further = true;
        while (further) {
            chain.add(at);
            used.put(at, chain.size());
            further = false;
            for (final int next : neighbours.get(at)) {
                if (!used.containsKey(next)) {
                    at = next;
                    further = true;
                    break;
                }
            }
        }
        if (chain.size() > 2 && neighbours.get(at).contains(start)) {
            chain.add(start);
        }
        final double[] line = new double[2 * chain.size()];
        for (int k = 0; k < chain.size(); k++) {
            crossing(chain.get(k), level, line, 2 * k);
        }
        return line;
    }

    private void crossing(final int edge, final double level, final double[] line, final int offset) {
        final int i = edge / 2 / m_x.length;
        final int j = edge / 2 % m_x.length;
        final boolean vertical = edge % 2 == 1;
        final double from = value(i, j);
        final double to = vertical ? value(i + 1, j) : value(i, j + 1);
        final double t = (level - from) / (to - from);
        line[offset] = vertical ? m_x[j] : m_x[j] + t * (m_x[j + 1] - m_x[j]);
        line[offset + 1] = vertical ? m_y[i] + t * (m_y[i + 1] - m_y[i]) : m_y[i];
    }
}
