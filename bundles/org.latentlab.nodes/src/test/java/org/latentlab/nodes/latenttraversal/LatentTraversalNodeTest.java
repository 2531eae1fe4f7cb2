package org.latentlab.nodes.latenttraversal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.nodes.latenttraversal.LatentTraversalParameters.Base;
import org.latentlab.nodes.latenttraversal.LatentTraversalParameters.DimensionChoice;
import org.latentlab.nodes.latenttraversal.LatentTraversalParameters.Range;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class LatentTraversalNodeTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private LatentTraversalParameters m_parameters;
    private VaePortObject m_model;

    @BeforeEach
    void createNode() throws Exception {
        m_node = new PortRun(new LatentTraversalNodeFactory(), m_directory);
        m_parameters = new LatentTraversalParameters();
        m_model = TestModels.vae(m_node.exec());
    }

    private static BufferedImage picture(final PortObject grid) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(
            ((PNGImageValue)((ImagePortObject)grid).toDataCell()).getImageContent().getByteArray()));
    }

    /** A model of noise with three latent dimensions, trained for one epoch. */
    private VaePortObject model(final ImageShape shape) throws Exception {
        final float[] pixels = new float[40 * shape.values()];
        final Rng rng = new Rng(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float)rng.nextDouble();
        }
        final Vae vae = VaeTrainer.train(Images.ofFloats(shape, pixels),
            new VaeConfig(3, List.of(8), List.of(8), Activation.SOFTPLUS, new Likelihood.Bernoulli()),
            new TrainingConfig(1, 10, 1e-3, 1, 0, 0, 0, false), Progress.NONE);
        return VaePortObject.create(vae, m_node.exec());
    }

    private BufferedDataTable codes(final double[]... points) {
        return Latents.points(m_node.exec(), points);
    }

    @Test
    void withoutCodesEveryDimensionGoesThroughTheOrigin() throws Exception {
        final NodeHandle.Executed executed = m_node.run(null, m_model);
        assertNull(executed.warning());
        final BufferedDataTable table = (BufferedDataTable)executed.out()[0];
        assertArrayEquals(new String[]{"z1", "z2", "base", "dimension", "value", "norm", "prior percentile", "image"},
            table.getDataTableSpec().getColumnNames());
        assertEquals(22, table.size());
        for (int i = 0; i < 22; i++) {
            final double value = -3 + i % 11 * 0.6;
            assertEquals(i < 11 ? value : 0, numbers(table, "z1")[i], 1e-12);
            assertEquals(i < 11 ? 0 : value, numbers(table, "z2")[i], 1e-12);
            assertEquals(value, numbers(table, "value")[i], 1e-12);
            assertEquals(Math.abs(value), numbers(table, "norm")[i], 1e-12);
            assertEquals(i < 11 ? 1 : 2, numbers(table, "dimension")[i]);
            assertEquals("origin", texts(table, "base").get(i));
        }
        assertEquals(1 - Math.exp(-4.5), numbers(table, "prior percentile")[0], 1e-14);
        assertEquals("origin_z2_s1", TestTables.keys(table).get(11));
    }

    @Test
    void theImagesAreTheModelsAndStandInThePictureAtTheirScale() throws Exception {
        m_parameters.m_steps = 3;
        m_parameters.m_scale = 3;
        final PortObject[] out = m_node.run(m_parameters, m_model).out();
        final BufferedDataTable table = (BufferedDataTable)out[0];
        final ImageRows rows =
            ImageColumn.choose(table.getDataTableSpec(), "image", "").read(table, m_node.exec());
        final Images expected = m_model.vae().decode(new float[]{-3, 0, 0, 0, 3, 0, 0, -3, 0, 0, 0, 3}, Progress.NONE);
        final BufferedImage picture = picture(out[1]);
        final int left = picture.getWidth() - 12 - 3 * 84 - 2 * 4;
        for (int image = 0; image < 6; image++) {
            int most = 0;
            for (int i = 0; i < 784; i++) {
                assertEquals(expected.byteValue(image, i), rows.images().byteValue(image, i));
                final int y = picture.getHeight() - 12 - (2 - image / 3) * 88 + 3 * (i / 28) + 1;
                final int shown = picture.getRGB(left + image % 3 * 88 + 3 * (i % 28) + 1, y) & 0xff;
                most = Math.max(most, i % 28 < 2 || i % 28 > 25 || i < 56 || i > 727 ? 0
                    : Math.abs(shown - expected.byteValue(image, i)));
            }
            assertEquals(0, most, "image " + image + " of the picture");
        }
    }

    @Test
    void rowsTheirMeanOrTheOriginAreWhereItStarts() throws Exception {
        final BufferedDataTable codes = codes(new double[]{1, 2}, new double[]{-3, 0}, new double[]{5, 1});
        m_parameters.m_rowCount = 2;
        m_parameters.m_steps = 2;
        final PortObject rows = m_node.run(m_parameters, m_model, codes).out()[0];
        assertEquals(List.of("Row0", "Row0", "Row0", "Row0", "Row1", "Row1", "Row1", "Row1"), texts(rows, "base"));
        assertArrayEquals(new double[]{-3, 3, 1, 1, -3, 3, -3, -3}, numbers(rows, "z1"));
        assertArrayEquals(new double[]{2, 2, -3, 3, 0, 0, -3, 3}, numbers(rows, "z2"));
        m_parameters.m_base = Base.MEAN;
        assertArrayEquals(new double[]{-3, 3, 1, 1}, numbers(m_node.run(m_parameters, m_model, codes).out()[0], "z1"),
            1e-15);
        m_parameters.m_base = Base.ORIGIN;
        assertArrayEquals(new double[]{-3, 3, 0, 0}, numbers(m_node.run(m_parameters, m_model, codes).out()[0], "z1"));
        m_parameters.m_base = Base.ROWS;
        m_parameters.m_rowCount = 5;
        final NodeHandle.Executed executed = m_node.run(m_parameters, m_model, codes);
        assertEquals("Only 3 codes are there to start from; 5 were asked for.", executed.warning());
        assertEquals(12, ((BufferedDataTable)executed.out()[0]).size());
    }

    @Test
    void quantilesOfTheCodesGoAsFarAsTheEncoder() throws Exception {
        final double[][] points = new double[101][];
        for (int i = 0; i <= 100; i++) {
            points[i] = new double[]{i, -10.0 * i};
        }
        m_parameters.m_range = Range.QUANTILES;
        m_parameters.m_lowProbability = 0.1;
        m_parameters.m_highProbability = 0.9;
        m_parameters.m_steps = 3;
        m_parameters.m_base = Base.MEAN;
        final PortObject table = m_node.run(m_parameters, m_model, codes(points)).out()[0];
        assertArrayEquals(new double[]{10, 50, 90, -900, -500, -100}, numbers(table, "value"), 1e-9);
        assertEquals("Quantiles of the codes are asked for, but no codes are connected. Add the port 'Reference Codes' "
            + "and connect codes from Encode, or take the values from the prior.",
            m_node.refusal(m_parameters, m_model));
    }

    @Test
    void dimensionsAreListedOrSortedByKl() throws Exception {
        final double[] kl = m_model.vae().diagnostics().klPerDimension();
        final double[] byKl = kl[0] >= kl[1] ? new double[]{1, 2} : new double[]{2, 1};
        m_parameters.m_steps = 2;
        m_parameters.m_sortByKl = true;
        assertArrayEquals(new double[]{byKl[0], byKl[0], byKl[1], byKl[1]},
            numbers(m_node.run(m_parameters, m_model).out()[0], "dimension"));
        m_parameters.m_dimensions = DimensionChoice.HIGHEST_KL;
        m_parameters.m_dimensionCount = 1;
        assertArrayEquals(new double[]{byKl[0], byKl[0]},
            numbers(m_node.run(m_parameters, m_model).out()[0], "dimension"));
        m_parameters.m_dimensions = DimensionChoice.LISTED;
        m_parameters.m_dimensionList = "2";
        assertArrayEquals(new double[]{2, 2}, numbers(m_node.run(m_parameters, m_model).out()[0], "dimension"));
        m_parameters.m_dimensionList = "1-3";
        assertEquals("The model has 2 latent dimensions, but dimension 3 is listed. List dimensions from 1 to 2.",
            m_node.refusal(m_parameters, m_model));
    }

    @Test
    void colourStaysColour() throws Exception {
        final VaePortObject model = model(ImageShape.rgb(8, 8));
        m_parameters.m_steps = 4;
        m_parameters.m_scale = 8;
        final PortObject[] out = m_node.run(m_parameters, model).out();
        final BufferedDataTable table = (BufferedDataTable)out[0];
        assertEquals(ImageShape.rgb(8, 8),
            ImageColumn.choose(table.getDataTableSpec(), "", "").read(table, m_node.exec()).images().shape());
        assertEquals(12, table.size());
        final BufferedImage picture = picture(out[1]);
        long coloured = 0;
        for (final int rgb : picture.getRGB(picture.getWidth() - 12 - 36, picture.getHeight() - 12 - 40, 32, 32, null,
            0, 32)) {
            coloured += (rgb >> 16 & 0xff) != (rgb & 0xff) ? 1 : 0;
        }
        assertTrue(coloured > 500, coloured + " of 1024 pixels are coloured");
    }

    @Test
    void modelsOfVectorsAreRefusedWithAWayOut() throws Exception {
        final VaePortObject model = model(ImageShape.gray(1, 12));
        assertEquals("The model decodes vectors, which are no images to show. Make codes with Latent Interpolation or "
            + "the grid of Latent Sampler, and decode them with Decode.", m_node.refusal(m_parameters, model));
    }

    @Test
    void aModelWithoutPriorOrKlSaysSo() throws Exception {
        final VaePortObject model = VaePortObject.create(TestModels.vae(PosteriorKind.DETERMINISTIC,
            new Divergence.None(), new Likelihood.Bernoulli()), m_node.exec());
        m_parameters.m_sortByKl = true;
        final String warning = m_node.run(m_parameters, model).warning();
        assertTrue(warning.contains("the dimensions are not sorted."), warning);
        assertTrue(warning.contains("nothing keeps its codes near the prior: values from -3.0 to 3.0"), warning);
        m_parameters.m_dimensions = DimensionChoice.HIGHEST_KL;
        assertEquals("The model has no KL divergence for each dimension: its codes are deterministic. Traverse all "
            + "dimensions or listed ones.", m_node.refusal(m_parameters, model));
        m_parameters.m_dimensions = DimensionChoice.ALL;
        m_parameters.m_sortByKl = false;
        m_parameters.m_range = Range.QUANTILES;
        assertNull(m_node.run(m_parameters, model, codes(new double[]{1, 2}, new double[]{3, 4})).warning());
    }

    @Test
    void rowsWithoutACodeAreLeftOutAndNamed() throws Exception {
        final DataTableSpec spec = new DataTableSpec(LatentColumns.newColumns(2));
        final DataCell[] broken = {TestTables.missing(), new DoubleCell(0)};
        final NodeHandle.Executed executed = m_node.run(m_parameters, m_model, TestTables.table(m_node.exec(), spec,
            broken, new DataCell[]{new DoubleCell(1), new DoubleCell(1)}));
        assertEquals("1 of 2 rows have no usable latent point (Row0: z1 missing) and were left out.",
            executed.warning());
        assertEquals("Row1", texts(executed.out()[0], "base").get(0));
        assertEquals("There is no code to start from: 1 of 1 row has no usable latent point (Row0: z1 missing). "
            + "Connect codes from Encode, or remove the port to start from the origin.",
            m_node.failure(m_parameters, m_model, TestTables.table(m_node.exec(), spec, broken)));
        assertEquals("Input 'Reference Codes' is empty: there is no code to start from. Connect codes from Encode, or "
            + "remove the port to start from the origin.",
            m_node.failure(m_parameters, m_model, TestTables.table(m_node.exec(), spec)));
    }

    @Test
    void whatCannotBeTraversedIsRefused() throws Exception {
        assertEquals("The table has 3 latent columns (z1 … z3), but the model has 2 latent dimensions. Connect codes "
            + "of the same latent space or choose other columns.",
            m_node.refusal(m_parameters, m_model, codes(new double[3])));
        assertTrue(m_node.refusal(m_parameters, m_model,
            TestTables.table(m_node.exec(), new DataTableSpec(TableOutput.doubles("x"))))
            .startsWith("Input 'Reference Codes' has no latent coordinates"));
        m_parameters.m_low = 3;
        assertEquals("The range leads from 3.0 to 3.0; both must be finite numbers and the second above the first.",
            m_node.refusal(m_parameters, m_model));
        m_parameters.m_low = -3;
        m_parameters.m_steps = 1;
        assertEquals("Steps is 1; it must lie between 2 and 10000.", m_node.refusal(m_parameters, m_model));
        m_parameters.m_steps = 5001;
        assertEquals("2 dimensions in 5,001 steps from 1 point make 10,002 images; at most 10,000 can be shown. Choose "
            + "fewer dimensions, steps or rows.", m_node.failure(m_parameters, m_model));
        m_parameters.m_steps = 5;
        m_parameters.m_scale = 0;
        assertEquals("The scale must be above 0 and at most 32, not 0.0.", m_node.refusal(m_parameters, m_model));
        m_parameters.m_scale = 1;
        m_parameters.m_range = Range.QUANTILES;
        m_parameters.m_lowProbability = 0.99;
        assertTrue(m_node.refusal(m_parameters, m_model).startsWith("The lowest probability, 0.99, is not below"));
        m_parameters.m_range = Range.PRIOR;
        m_parameters.m_dimensions = DimensionChoice.LISTED;
        m_parameters.m_dimensionList = "all";
        assertTrue(m_node.refusal(m_parameters, m_model).startsWith("'all' is no list of dimensions"));
    }

    @Test
    void anImageColumnNamedLikeAnotherGetsANumber() throws Exception {
        m_parameters.m_imageColumn = "value";
        final String[] names =
            ((BufferedDataTable)m_node.run(m_parameters, m_model).out()[0]).getDataTableSpec().getColumnNames();
        assertEquals("value (#1)", names[names.length - 1], Arrays.toString(names));
    }

    @Test
    void itCanBeCancelled() {
        m_node.cancelAt(0.1);
        assertThrows(CanceledExecutionException.class, () -> m_node.run(m_parameters, m_model));
    }
}
