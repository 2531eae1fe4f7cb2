package org.latentlab.nodes.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.Posterior;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageSource;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.nodes.table.Vectors;
import org.latentlab.platform.ui.NodeHandle;

final class EncodeNodeTest {

    @TempDir
    private Path m_directory;
    private NodeRun m_node;
    private VaePortObject m_model;

    @BeforeEach
    void createNode() throws Exception {
        m_node = new NodeRun(new EncodeNodeFactory(), m_directory);
        m_model = TestModels.vae(m_node.exec());
    }

    private static double number(final BufferedDataTable table, final int row, final String column) {
        return ((DoubleValue)TestTables.rows(table).get(row).getCell(table.getDataTableSpec().findColumnIndex(column)))
            .getDoubleValue();
    }

    @Test
    void appendsTheMeanCodesAndKeepsKeysAndClasses() throws Exception {
        final BufferedDataTable digits = Digits.table(m_node.exec(), 300);
        final BufferedDataTable table = m_node.table(null, m_model, digits);
        assertArrayEquals(new String[]{"image", "class", "z1", "z2"}, table.getDataTableSpec().getColumnNames());
        assertEquals(TestTables.keys(digits), TestTables.keys(table));
        assertEquals(digits.getDataTableSpec().getColumnSpec("class").getDomain().getValues(),
            table.getDataTableSpec().getColumnSpec("class").getDomain().getValues());
        final Images images = SyntheticDigits.generate(SyntheticDigitsConfig.of(300, 1), Progress.NONE).images();
        final Posterior posterior = m_model.vae().encode(images, Progress.NONE);
        for (final int row : new int[]{0, 137, 299}) {
            assertEquals(posterior.mean()[2 * row], number(table, row, "z1"));
            assertEquals(posterior.mean()[2 * row + 1], number(table, row, "z2"));
        }
    }

    @Test
    void appendsEverythingElseOnRequest() throws Exception {
        final EncodeParameters parameters = new EncodeParameters();
        parameters.m_logVariance = true;
        parameters.m_sample = true;
        parameters.m_reconstructionError = true;
        parameters.m_norm = true;
        parameters.m_elbo = true;
        parameters.m_elboSamples = 20;
        parameters.m_logLikelihood = true;
        parameters.m_likelihoodSamples = 50;
        final BufferedDataTable digits = Digits.table(m_node.exec(), 40);
        final NodeHandle.Configured configured =
            m_node.configure(parameters, m_model.getSpec(), digits.getDataTableSpec());
        final BufferedDataTable table = m_node.table(parameters, m_model, digits);
        assertArrayEquals(new String[]{"image", "class", "z1", "z2", "log-variance z1", "log-variance z2", "sample z1",
            "sample z2", "reconstruction error", "norm of z", "negative ELBO", "log-likelihood"},
            table.getDataTableSpec().getColumnNames());
        assertArrayEquals(table.getDataTableSpec().getColumnNames(),
            ((DataTableSpec)configured.outSpecs()[0]).getColumnNames());
        for (int row = 0; row < 40; row++) {
            assertEquals(Math.hypot(number(table, row, "z1"), number(table, row, "z2")),
                number(table, row, "norm of z"), 1e-9);
            final double spread = Math.abs(number(table, row, "sample z1") - number(table, row, "z1"))
                / Math.exp(number(table, row, "log-variance z1") / 2);
            assertTrue(spread < 6, "a sample " + spread + " standard deviations off");
            // both are bounds of ln p(x), the importance-weighted one the tighter (up to the noise of the samples)
            assertTrue(number(table, row, "log-likelihood") > -number(table, row, "negative ELBO") - 3);
        }
    }

    @Test
    void rowsWithoutAnImageGetMissingCodesAndAreNamed() throws Exception {
        final DataCell[] cells = TestTables.rows(Digits.table(m_node.exec(), 5)).stream().map(row -> row.getCell(0))
            .toArray(DataCell[]::new);
        cells[2] = TestTables.missing();
        final NodeHandle.Executed executed = m_node.run(null, m_model,
            TestTables.column(m_node.exec(), ImageCells.newColumn("image"), cells));
        final List<DataRow> rows = TestTables.rows((BufferedDataTable)executed.out()[0]);
        assertEquals(5, rows.size());
        assertTrue(rows.get(2).getCell(1).isMissing() && rows.get(2).getCell(2).isMissing());
        assertTrue(!rows.get(3).getCell(1).isMissing());
        assertEquals("1 of 5 rows have no usable image (Row2: missing) and get missing codes.", executed.warning());
    }

    @Test
    void tablesWithoutRowsOrWithoutAnyImagePassThrough() throws Exception {
        final DataTableSpec spec = new DataTableSpec(ImageCells.newColumn("image"));
        assertEquals(0, m_node.table(null, m_model, TestTables.table(m_node.exec(), spec)).size());
        final BufferedDataTable missing = m_node.table(null, m_model,
            TestTables.column(m_node.exec(), ImageCells.newColumn("image"), TestTables.missing()));
        assertTrue(TestTables.rows(missing).get(0).getCell(1).isMissing());
    }

    @Test
    void imagesOfAnotherShapeThanTheModelsAreRefused() throws Exception {
        final BufferedDataTable others = Digits.ofShape(m_node.exec(), ImageShape.rgb(32, 32), 3);
        assertEquals("Column 'image' holds a 32×32×3 image in row 'Row0', but the model was trained on 28×28. Choose "
            + "another column or resize the images first.",
            assertThrows(KNIMEException.class, () -> m_node.run(null, m_model, others)).getMessage());
    }

    @Test
    void codesAreNotPutBesideOthersOfTheSameName() throws Exception {
        final BufferedDataTable encoded = m_node.table(null, m_model, Digits.table(m_node.exec(), 3));
        assertEquals("The input table has columns 'z1', 'z2' already, as Encode would append. Rename or remove them "
            + "first.", assertThrows(InvalidSettingsException.class,
                () -> m_node.configure(null, m_model.getSpec(), encoded.getDataTableSpec())).getMessage());
    }

    @Test
    void parametersOutOfRangeAreRefusedByName() throws Exception {
        final EncodeParameters parameters = new EncodeParameters();
        parameters.m_elboSamples = 0;
        final DataTableSpec spec = new DataTableSpec(ImageCells.newColumn("image"));
        assertEquals("Samples for −ELBO is 0; it must lie between 1 and 10000.",
            assertThrows(InvalidSettingsException.class, () -> m_node.configure(parameters, m_model.getSpec(), spec))
                .getMessage());
    }

    private VaePortObject model(final Vae vae) throws Exception {
        return VaePortObject.create(vae, m_node.exec());
    }

    @Test
    void anAutoencoderHasCodesButNoVariancesAndNoElbo() throws Exception {
        final VaePortObject model = model(TestModels.vae(PosteriorKind.DETERMINISTIC, new Divergence.None(),
            new Likelihood.Bernoulli()));
        final BufferedDataTable digits = Digits.table(m_node.exec(), 10);
        final EncodeParameters parameters = new EncodeParameters();
        parameters.m_reconstructionError = true;
        parameters.m_norm = true;
        final BufferedDataTable table = m_node.table(parameters, model, digits);
        assertArrayEquals(new String[]{"image", "class", "z1", "z2", "reconstruction error", "norm of z"},
            table.getDataTableSpec().getColumnNames());
        assertTrue(Double.isFinite(number(table, 9, "z2")) && number(table, 9, "reconstruction error") > 0);
        parameters.m_logVariance = true;
        assertEquals("The model has no log-variances, because its codes have no distribution. Switch 'Append "
            + "log-variances' off, or connect a variational autoencoder with a "
            + "likelihood.", refusal(parameters, model));
        parameters.m_logVariance = false;
        parameters.m_sample = true;
        assertTrue(refusal(parameters, model).startsWith("The model has no sampled codes"));
        parameters.m_sample = false;
        parameters.m_elbo = true;
        assertTrue(refusal(parameters, model).startsWith("The model has no −ELBO, because its codes have no"));
    }

    @Test
    void aVaeWithoutALikelihoodHasNoElbo() throws Exception {
        final VaePortObject model = model(TestModels.vae(PosteriorKind.GAUSSIAN, Divergence.Kl.of(1),
            new Likelihood.SquaredError()));
        final EncodeParameters parameters = new EncodeParameters();
        parameters.m_logVariance = true;
        parameters.m_logLikelihood = true;
        assertTrue(refusal(parameters, model)
            .startsWith("The model has no log-likelihood, because the squared error is no likelihood."));
        parameters.m_logLikelihood = false;
        assertTrue(number(m_node.table(parameters, model, Digits.table(m_node.exec(), 3)), 0, "log-variance z1") < 5);
    }

    private String refusal(final EncodeParameters parameters, final VaePortObject model) {
        final DataTableSpec spec = new DataTableSpec(ImageCells.newColumn("image"));
        return assertThrows(InvalidSettingsException.class,
            () -> m_node.configure(parameters, model.getSpec(), spec)).getMessage();
    }

    @Test
    void colourTurnsGrayByItselfForAModelOfImagesTurnedGray() throws Exception {
        final BufferedDataTable colour = Digits.ofShape(m_node.exec(), ImageShape.rgb(28, 28), 4);
        final Images images =
            ImageColumn.choose(colour.getDataTableSpec(), "", "").read(colour, m_node.exec()).images();
        final Vae vae = TestModels.vae().withInput(ModelInput.of(true, List.of()));
        final BufferedDataTable table = m_node.table(null, model(vae), colour);
        final Posterior posterior = vae.encode(images.toGray(), Progress.NONE);
        assertEquals(posterior.mean()[6], number(table, 3, "z1"));
        assertEquals(10, m_node.table(null, model(vae), Digits.table(m_node.exec(), 10)).size());
    }

    private static Images vectors(final int count) {
        final float[] values = new float[5 * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)Vectors.vector(i / 5)[i % 5];
        }
        return Images.ofFloats(ImageShape.gray(1, 5), values);
    }

    private static Vae vaeOfVectors() {
        return TestModels.vectors(ModelInput.of(false, List.of(Vectors.NAMES)).standardised(vectors(60)), vectors(60));
    }

    @Test
    void vectorsAreFoundByTheNamesOfTheirColumns() throws Exception {
        final Vae vae = vaeOfVectors();
        final BufferedDataTable shuffled =
            Vectors.columns(m_node.exec(), 30, "balance", "y", "age", "x", "income");
        final BufferedDataTable table = m_node.table(null, model(vae), shuffled);
        final Posterior posterior = vae.encode(vae.input().apply(vectors(30)), Progress.NONE);
        for (int i = 0; i < 30; i++) {
            assertEquals(posterior.mean()[2 * i], number(table, i, "z1"));
        }
        final EncodeParameters byHand = new EncodeParameters();
        byHand.m_imageSource = ImageSource.NUMERIC_COLUMNS;
        byHand.m_pixelColumns = new ColumnFilter(Vectors.NAMES);
        assertEquals(posterior.mean()[1], number(m_node.table(byHand, model(vae), shuffled), 0, "z2"));
    }

    @Test
    void columnsOfOtherNamesAreRefusedOrTakenInOrderWithAWarning() throws Exception {
        final VaePortObject model = model(vaeOfVectors());
        final BufferedDataTable four = Vectors.columns(m_node.exec(), 3, "age", "x", "y", "balance");
        assertEquals("Input 'Images' lacks the numeric column 'income' that the model was trained on. Columns found: "
            + "'age', 'x', 'y', 'balance'. Rename the columns, or choose them by hand.",
            assertThrows(InvalidSettingsException.class,
                () -> m_node.configure(null, model.getSpec(), four.getDataTableSpec())).getMessage());
        final EncodeParameters byHand = new EncodeParameters();
        byHand.m_imageSource = ImageSource.NUMERIC_COLUMNS;
        byHand.m_pixelColumns = new ColumnFilter(new String[]{"age", "x", "y", "balance"});
        assertEquals("4 columns are chosen, but the model was trained on vectors of 5 values. Choose as many columns.",
            assertThrows(InvalidSettingsException.class,
                () -> m_node.configure(byHand, model.getSpec(), four.getDataTableSpec())).getMessage());
        final DataTableSpec others = Vectors.spec("a", "b", "c", "d", "e");
        final DataCell[] row = TestTables.rows(Vectors.columns(m_node.exec(), 1, Vectors.NAMES)).get(0).stream()
            .toArray(DataCell[]::new);
        byHand.m_pixelColumns = new ColumnFilter(new String[]{"a", "b", "c", "d", "e"});
        assertTrue(m_node.run(byHand, model, TestTables.table(m_node.exec(), others, row)).warning()
            .contains("other names ('a', 'b', 'c', 'd', 'e')"));
    }

    @Test
    void aVectorBeyondTheRangeOfTheLikelihoodGetsMissingCodes() throws Exception {
        final ModelInput input = ModelInput.of(false, List.of(Vectors.NAMES)).scaledToUnitRange(vectors(60));
        final Vae vae = VaeTrainer.train(input.apply(vectors(60)),
            new VaeConfig(2, List.of(8), List.of(8),
                Activation.TANH, new Likelihood.Bernoulli()),
            TrainingConfig.standard(1, 1), Progress.NONE).withInput(input);
        final DataTableSpec spec = Vectors.spec(Vectors.NAMES);
        final DataCell[] inside = TestTables.rows(Vectors.columns(m_node.exec(), 1, Vectors.NAMES)).get(0).stream()
            .toArray(DataCell[]::new);
        final DataCell[] outside = inside.clone();
        outside[1] = new DoubleCell(1e6);
        final NodeHandle.Executed executed =
            m_node.run(null, model(vae), TestTables.table(m_node.exec(), spec, inside, outside));
        assertEquals("1 of 2 rows have no usable vector (Row1: income is 1000000.0, outside the range that the model's "
            + "likelihood knows) and get missing codes.", executed.warning());
    }
}
