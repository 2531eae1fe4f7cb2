package org.latentlab.nodes.table;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.vae.Vae;

/** Reads what a trained model is to encode, and treats it as the model's training data were treated. */
public final class ModelImages {

    private ModelImages() {
    }

    /**
     * @param column where the images or vectors are
     * @param table the table
     * @param model the model
     * @param exec told of the progress, asked for cancellation
     * @return them turned gray and scaled where the model's were; there may be none. A vector beyond [0, 1] after
     *         that is not usable where a VAE's likelihood needs it within
     * @throws org.latentlab.engine.EngineException if one has another shape than those of the training
     * @throws CanceledExecutionException if cancelled
     */
    public static ImageRows read(final ImageColumn column, final BufferedDataTable table,
        final GenerativeModel model, final ExecutionMonitor exec) throws CanceledExecutionException {
        final ImageRows rows = column.read(table,
            new ExpectedImages(model.shape(), model.input().gray(), "the model was trained on"), exec);
        final ImageRows treated = rows.withImages(model.input().apply(rows.images()));
        return model instanceof Vae vae && vae.config().likelihood().isBounded() && rows.areVectors()
            ? treated.reject(i -> beyondUnitRange(treated.images(), i, rows.images(), vae)) : treated;
    }

    private static String beyondUnitRange(final Images scaled, final int i, final Images raw, final Vae vae) {
        for (int j = 0; j < scaled.shape().values(); j++) {
            final float value = scaled.value(i, j);
            if (!(value >= 0 && value <= 1)) {
                return (vae.input().columns().isEmpty() ? "value " + (j + 1) : vae.input().columns().get(j)) + " is "
                    + raw.value(i, j) + ", outside the range that the model's likelihood knows";
            }
        }
        return null;
    }
}
