package org.latentlab.nodes.traininganimation;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.snapshot.TrainingSnapshots;

/** Which of the pictures of an epoch an animation shows. */
enum PictureOption {

        @Label(value = "All together", description = "Every picture of an epoch in one frame, in rows, in the order in "
            + "which the table names them first.")
        ALL(""),
        @Label(value = "Prediction matrix", description = "Samples, their reconstructions and generated images.")
        PREDICTION_MATRIX(TrainingSnapshots.PREDICTION_MATRIX),
        @Label(value = "Latent scatter", description = "The latent codes by class.")
        LATENT_SCATTER(TrainingSnapshots.LATENT_SCATTER),
        @Label(value = "Manifold", description = "The images decoded from a grid over a two-dimensional latent space.")
        MANIFOLD(TrainingSnapshots.MANIFOLD),
        @Label(value = "Another", description = "The picture named below.")
        OTHER("");

    private final String m_name;

    PictureOption(final String name) {
        m_name = name;
    }

    /** @return the name in the picture column; empty where the option does not say one */
    String pictureName() {
        return m_name;
    }
}
