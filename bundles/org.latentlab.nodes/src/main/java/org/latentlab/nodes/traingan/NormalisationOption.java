package org.latentlab.nodes.traingan;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.gan.CriticNormalisation;

/** What keeps the critic in bounds. */
enum NormalisationOption {

        @Label(value = "None", description = "Nothing: for MLPs and with the gradient penalty.")
        NONE,

        @Label(value = "Batch", description = "Batch normalisation after all layers but the first (Radford, Metz and "
            + "Chintala 2016): for a DCGAN without gradient penalty.")
        BATCH,

        @Label(value = "Spectral", description = "Every weight matrix is divided by its largest singular value (Miyato "
            + "et al. 2018), so that the critic cannot get steep: steadies any loss.")
        SPECTRAL;

    CriticNormalisation normalisation() {
        return CriticNormalisation.valueOf(name());
    }
}
