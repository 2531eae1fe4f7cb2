package org.latentlab.engine.conditional;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
