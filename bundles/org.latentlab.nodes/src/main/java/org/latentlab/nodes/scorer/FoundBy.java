package org.latentlab.nodes.scorer;

import org.knime.node.parameters.widget.choices.Label;

/** Who says of which class a generated image is. */
enum FoundBy {
        @Label(value = "Classifier", description = "The class that the connected classifier gives the highest "
            + "probability.")
        CLASSIFIER,
        @Label(value = "Class column", description = "The class column of the generated images, where a labeller such "
            + "as kNN Labeler has written what each image shows.")
        CLASS_COLUMN
}
