package org.latentlab.engine.conditional;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.latentlab.engine.latent.GmmFitter;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * What the latent codes of each class are like.
 *
 * @param classes the classes, in the order of their numbers from 0; at least one, all of d dimensions
 * @param spread how their codes are taken to be spread
 */
public record LatentClasses(List<LatentClass> classes, ClassSpread spread) {

    /** Checks the values. */
    public LatentClasses {
        classes = List.copyOf(classes);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("A sampler needs at least one class.");
        }
        final int d = classes.get(0).mean().length;
        final Set<String> names = new HashSet<>();
        for (final LatentClass c : classes) {
            if (c.mean().length != d || c.standardDeviation().length != d || c.mixture().dimensions() != d) {
                throw new IllegalArgumentException("The classes of a sampler are of one number of dimensions, but '"
                    + c.name() + "' is not of " + d + ".");
            }
            if (!names.add(c.name())) {
                throw new IllegalArgumentException("Two classes have the name '" + c.name() + "'.");
            }
        }
    }

    /**
     * Learns from codes of known classes. Means and standard deviations are those of the codes; so is the covariance of
     * a class of one Gaussian, to which 1e-6 is added on the diagonal only where it would be singular without. Mixtures
     * are fitted by {@link GmmFitter}, each class for itself.
     *
     * @param codes n × d latent codes
     * @param classes the class of each, 0…L-1, or −1 for a code that is not used
     * @param names the names of the L classes
     * @param spread how the codes of a class are taken to be spread
     * @param seed the seed of the mixtures
     * @param progress told and asked at every class
     * @return the classes
     * @throws org.latentlab.engine.EngineException if no code has a class, there are as many classes as codes or more,
     *             a class has one code or none, or fewer than two for each Gaussian, a code is not finite, or a
     *             mixture cannot be fitted
     * @throws IllegalArgumentException if the arrays do not fit together
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static LatentClasses fit(final Matrix codes, final int[] classes, final List<String> names,
        final ClassSpread spread, final long seed, final Progress progress) {
        return ClassFit.fit(codes, classes, names, spread, seed, progress);
    }

    /** @return L, the number of classes */
    public int size() {
        return classes.size();
    }

    /** @return d, the number of latent dimensions */
    public int dimensions() {
        return classes.get(0).mean().length;
    }

    /** @return the classes' names, in order */
    public List<String> names() {
        return classes.stream().map(LatentClass::name).toList();
    }

    /**
     * @param wanted classes, each 0…L-1
     * @return how often each class is among them
     * @throws IllegalArgumentException if there is no such class
     */
    public int[] count(final int[] wanted) {
        final int[] counts = new int[size()];
        for (final int y : wanted) {
            if (y < 0 || y >= counts.length) {
                throw new IllegalArgumentException("The classes go from 0 to " + (counts.length - 1) + ", so there is "
                    + "no class " + y + ".");
            }
            counts[y]++;
        }
        return counts;
    }
}
