package org.latentlab.engine.conditional;

import java.util.Arrays;
import java.util.Map;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;
import org.latentlab.engine.math.Rng;

/** Improves the θ of each dimension within a budget, from the best that was tried before. */
interface ScaleMethod {

    /**
     * @param trials what was tried, at least one; receives what is tried
     * @param objective what is to be small
     * @param seed the seed
     */
    void improve(ScaleTrials trials, ConditionalObjective objective, long seed);

    /**
     * All dimensions together, then each in an order drawn anew each time, up or down by a step; see
     * {@link ScaleOptimiser}.
     */
    static ScaleMethod coordinateDescent(final int levels) {
        return (trials, objective, seed) -> {
            final Rng rng = Rng.stream(seed, "coordinates");
            final Map.Entry<double[], SamplerScore> start = trials.best(objective);
            final double[] theta = start.getKey();
            double best = objective.of(start.getValue());
            final int[] order = new int[theta.length];
            Arrays.setAll(order, i -> i);
            double step = 2 * trials.largest() / (levels - 1);
            while (!trials.isSpent() && step > FINEST * trials.largest()) {
                final double before = best;
                best = along(trials, objective, theta, ALL, step, best);
                rng.shuffle(order);
                for (final int i : order) {
                    best = along(trials, objective, theta, i, step, best);
                }
                if (best >= before) {
                    step /= 2;
                }
            }
        };
    }

    /** The smallest step, as a part of the largest θ. */
    double FINEST = 0.01;

    /** Stands for all dimensions where one is asked for. */
    int ALL = -1;

    /** Goes on in one direction while that gains. */
    private static double along(final ScaleTrials trials, final ConditionalObjective objective, final double[] theta,
        final int i, final double step, final double reached) {
        double best = reached;
        for (final double direction : new double[]{step, -step}) {
            boolean gained = true;
            while (gained) {
                final double[] moved = moved(theta, i, direction, trials.largest());
                final double value =
                    Arrays.equals(moved, theta) ? Double.POSITIVE_INFINITY : trials.value(moved, objective);
                gained = value < best;
                if (gained) {
                    best = value;
                    System.arraycopy(moved, 0, theta, 0, theta.length);
                }
            }
            if (best < reached) {
                break;
            }
        }
        return best;
    }

    /** A step of all dimensions multiplies them, so that they keep their proportions: the way along the curve. */
    private static double[] moved(final double[] theta, final int i, final double step, final double largest) {
        final double[] moved = theta.clone();
        if (i != ALL) {
            moved[i] = Math.max(0, Math.min(largest, theta[i] + step));
            return moved;
        }
        for (int j = 0; j < moved.length; j++) {
            moved[j] = Math.max(0, Math.min(largest, theta[j] * (1 + step / largest)));
        }
        return moved;
    }

    /** CMA-ES from the best that was tried, within 0 and the largest θ; a fifth of that is the first deviation. */
    static ScaleMethod cmaEs() {
        return (trials, objective, seed) -> {
            final double[] start = trials.best(objective).getKey();
            final double[] low = new double[start.length];
            final double[] high = new double[start.length];
            final double[] sigma = new double[start.length];
            Arrays.fill(high, trials.largest());
            Arrays.fill(sigma, trials.largest() / 5);
            final int population = 4 + (int)(3 * Math.log(start.length));
            final CMAESOptimizer optimiser = new CMAESOptimizer(Integer.MAX_VALUE, 0, true, 0, 1,
                new Well19937c(Rng.stream(seed, "CMA-ES").nextLong()), false,
                (i, previous, current) -> trials.isSpent());
            try {
                optimiser.optimize(new ObjectiveFunction(theta -> trials.value(theta, objective)), GoalType.MINIMIZE,
                    new InitialGuess(start), new SimpleBounds(low, high), new CMAESOptimizer.Sigma(sigma),
                    new CMAESOptimizer.PopulationSize(population), new MaxEval(trials.left() + population));
            } catch (MathRuntimeException e) {
                if (!trials.isSpent()) {
                    throw e;
                }
                // it does not end of itself when the budget is spent
            }
        };
    }

    /** All combinations of some values of each dimension, from 0 to the largest. */
    static ScaleMethod exhaustive(final int levels) {
        return (trials, objective, seed) -> {
            final int[] digits = new int[trials.dimensions()];
            final double[] theta = new double[digits.length];
            int place = 0;
            while (place < digits.length) {
                for (int i = 0; i < digits.length; i++) {
                    theta[i] = trials.largest() * digits[i] / (levels - 1);
                }
                trials.value(theta, objective);
                place = 0;
                while (place < digits.length && ++digits[place] == levels) {
                    digits[place++] = 0;
                }
            }
        };
    }
}
