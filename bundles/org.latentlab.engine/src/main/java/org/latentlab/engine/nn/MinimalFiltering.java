package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * Minimal filtering of a line with two taps (Winograd 1980, "Arithmetic Complexity of Computations"; Lavin and Gray
 * 2016, "Fast Algorithms for Convolutional Neural Networks"): y_i = d_i g_0 + d_(i+1) g_1 as y = S [(G g) ⊙ (D d)]. The
 * line is cut into stretches of 3, 2 or 1 outputs, which take 4, 3 and 2 products. Each product belongs to a point 0,
 * 1, −1 or ∞ at which the polynomial g_0 + g_1 x is evaluated, so all stretches share the four values of G g. D and S
 * hold 0, ±1 and ±½ only. The gradients are Gᵀ[(Sᵀδ) ⊙ (D d)] with regard to g and Dᵀ[(G g) ⊙ (Sᵀδ)] with regard to d.
 */
final class MinimalFiltering {

    /** G: the values at 0, 1, −1 and ∞. */
    static final Combinations POINTS = new Combinations(new float[][]{{1, 0}, {1, 1}, {1, -1}, {0, 1}});

    /** For each length of a stretch, from 1 on, the points of its products. */
    private static final int[][] USED = {{0, 3}, {0, 1, 3}, {0, 1, 2, 3}};

    /** The part of D of each stretch. */
    private static final float[][][] DATA = {{{1, 0}, {0, 1}}, {{1, -1, 0}, {0, 1, 0}, {0, -1, 1}},
        {{1, 0, -1, 0}, {0, 0.5f, 0.5f, 0}, {0, -0.5f, 0.5f, 0}, {0, -1, 0, 1}}};

    /** The part of S of each stretch. */
    private static final float[][][] SUMS = {{{1, 1}}, {{1, 1, 0}, {0, 1, 1}},
        {{1, 1, 1, 0}, {0, 1, -1, 0}, {0, 1, 1, 1}}};

    private static final int LONGEST = 3;

    private final List<Integer> m_points = new ArrayList<>();

    private final Combinations m_data;

    private final Combinations m_sums;

    /** @param outputs number of outputs, at least 1 */
    MinimalFiltering(final int outputs) {
        final List<Integer> stretches = stretches(outputs);
        stretches.forEach(length -> {
            for (final int point : USED[length - 1]) {
                m_points.add(point);
            }
        });
        final float[][] data = new float[m_points.size()][outputs + 1];
        final float[][] sums = new float[outputs][m_points.size()];
        int product = 0;
        int output = 0;
        for (final int length : stretches) {
            for (int k = 0; k <= length; k++) {
                System.arraycopy(DATA[length - 1][k], 0, data[product + k], output, length + 1);
            }
            for (int i = 0; i < length; i++) {
                System.arraycopy(SUMS[length - 1][i], 0, sums[output + i], product, length + 1);
            }
            product += length + 1;
            output += length;
        }
        m_data = new Combinations(data);
        m_sums = new Combinations(sums);
    }

    /** As few products as stretches of up to 3 allow, and no −1 among them for 4 outputs. */
    private static List<Integer> stretches(final int outputs) {
        if (outputs == 4) {
            return List.of(2, 2);
        }
        final List<Integer> stretches = new ArrayList<>();
        for (int left = outputs; left > 0; left -= LONGEST) {
            stretches.add(Math.min(left, LONGEST));
        }
        return stretches;
    }

    /** @return number of products */
    int products() {
        return m_points.size();
    }

    /** @return the point of a product, a row of {@link #POINTS} */
    int point(final int product) {
        return m_points.get(product);
    }

    /** @return D, products × (outputs + 1) */
    Combinations data() {
        return m_data;
    }

    /** @return S, outputs × products */
    Combinations sums() {
        return m_sums;
    }
}
