package org.latentlab.nodes.gaussianblobs;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.dataset.GaussianBlobsConfig;
import org.latentlab.nodes.table.Checks;

/** Parameters of Gaussian Blobs. */
@LoadDefaultsForAbsentFields
final class GaussianBlobsParameters implements NodeParameters {

    private static final int MAX_GRID = 10;

    @Widget(title = "Number of images", description = "How many images are drawn.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_count = 5000;

    @Widget(title = "Image size", description = "Width and height of the images in pixels.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_size = 28;

    @Widget(title = "Blobs per image", description = "How many blobs an image has, each at a position of its own. With "
        + "one blob the images form a two-dimensional surface, which a VAE with two latent dimensions can learn.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_blobs = 1;

    @Widget(title = "Blob width", description = "Standard deviation σ of a blob in pixels; it is the same for all.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_width = 2.0;

    @Widget(title = "Seed", description = "The same seed gives the same images, on every machine.")
    long m_seed = 1;

    @Widget(title = "Class grid", description = "Adds a class column: the cell of an n×n grid over the image in which the "
        + "centre of the (first) blob lies, <i>row 1, column 1</i> to <i>row n, column n</i>; 0 for none.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_classGrid = 0;

    @Widget(title = "Append centres", description = "Adds the centre of each blob as columns of doubles, in pixels.")
    boolean m_centres = true;

    /** @return what to draw */
    GaussianBlobsConfig config() {
        return new GaussianBlobsConfig(m_count, m_size, m_blobs, m_width, m_seed, m_classGrid);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.range("Number of images", m_count, 1, Integer.MAX_VALUE);
        Checks.range("Image size", m_size, 1, Integer.MAX_VALUE);
        Checks.range("Blobs per image", m_blobs, 1, Integer.MAX_VALUE);
        Checks.positive("Blob width", m_width);
        Checks.range("Class grid", m_classGrid, 0, MAX_GRID);
        Checks.config(this::config);
    }
}
