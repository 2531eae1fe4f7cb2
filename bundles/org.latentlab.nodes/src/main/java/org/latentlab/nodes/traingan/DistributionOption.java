package org.latentlab.nodes.traingan;

import org.knime.node.parameters.widget.choices.Label;

/** What latent vectors are drawn from. */
enum DistributionOption {

        @Label(value = "Normal", description = "The standard normal distribution N(0, I).")
        NORMAL,

        @Label(value = "Uniform", description = "The uniform distribution on [−1, 1] in each dimension (Radford, Metz "
            + "and Chintala 2016).")
        UNIFORM,

        @Label(value = "Clusters", description = "Normal values, and behind them one 1 among zeros that says the "
            + "cluster: a ClusterGAN (Mukherjee et al. 2019), with an encoder that is trained to find both again.")
        CLUSTERS
}
