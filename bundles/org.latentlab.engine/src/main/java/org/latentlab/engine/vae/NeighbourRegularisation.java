package org.latentlab.engine.vae;

/**
 * A penalty that pulls each code towards its nearest codes of the same class and pushes it away from its nearest codes
 * of other classes, among the codes z of a batch (a pull and a hinged push as in Hadsell, Chopra and LeCun 2006,
 * "Dimensionality Reduction by Learning an Invariant Mapping", on nearest neighbours as in Weinberger and Saul 2009,
 * "Distance Metric Learning for Large Margin Nearest Neighbor Classification"):
 * <p>
 * weight/n · Σ_i [ 1/k Σ_{j∈S_k(i)} ‖z_i − z_j‖² + 1/k Σ_{l∈D_k(i)} max(0, margin − ‖z_i − z_l‖)² ],
 * <p>
 * S_k(i) being the k nearest codes of i's class, D_k(i) the k nearest of all others. The neighbours are chosen anew in
 * every batch; a code with fewer than k neighbours takes those there are.
 *
 * @param weight above 0, at most 1,000,000; nats per unit of squared distance
 * @param k neighbours of either kind, 1…1,000
 * @param margin distance from which on other classes are far enough, above 0, in standard deviations of the prior
 */
public record NeighbourRegularisation(double weight, int k, double margin) {

    private static final double MAX = 1e6;

    private static final int MAX_K = 1000;

    /** Checks the values. */
    public NeighbourRegularisation {
        if (!(weight > 0 && weight <= MAX)) {
            throw new IllegalArgumentException("The weight of the neighbour penalty is above 0, at most 1,000,000, not "
                + weight + ".");
        }
        if (k < 1 || k > MAX_K) {
            throw new IllegalArgumentException("The neighbour penalty looks at 1 to 1,000 neighbours, not " + k + ".");
        }
        if (!(margin > 0 && margin <= MAX)) {
            throw new IllegalArgumentException("The margin of the neighbour penalty is above 0, at most 1,000,000, not "
                + margin + ".");
        }
    }
}
