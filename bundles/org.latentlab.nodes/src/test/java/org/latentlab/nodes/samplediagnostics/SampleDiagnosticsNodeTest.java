package org.latentlab.nodes.samplediagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.latentlab.engine.dataset.StratifiedSample;
import org.latentlab.engine.failure.ClassShares;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.score.PairDistances;
import org.latentlab.engine.score.PrecisionRecall;
import org.latentlab.engine.score.PrecisionRecallResult;
import org.latentlab.engine.score.Sharpness;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class SampleDiagnosticsNodeTest {

    private static final DataTableSpec GENERATED =
        new DataTableSpec(ImageCells.newColumn("image"), TableOutput.strings("model"));

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private BufferedDataTable m_digits;

    @BeforeEach
    void createNode() throws Exception {
        m_node = new PortRun(new SampleDiagnosticsNodeFactory(), m_directory);
        m_digits = Digits.table(m_node.exec(), 240);
    }

    /** Of a model "good" 100 other digits, and of a model "collapsed" 4 of them, 20 times each. */
    private BufferedDataTable generated() {
        final List<DataRow> rows = TestTables.rows(m_digits);
        final List<DataCell[]> cells = new ArrayList<>();
        for (int i = 0; i < 180; i++) {
            cells.add(new DataCell[]{rows.get(i < 100 ? i : i % 4).getCell(0),
                new StringCell(i < 100 ? "good" : "collapsed")});
        }
        return TestTables.table(m_node.exec(), GENERATED, cells.toArray(DataCell[][]::new));
    }

    private BufferedDataTable real() {
        final List<DataRow> rows = TestTables.rows(m_digits);
        return TestTables.table(m_node.exec(), new DataTableSpec(ImageCells.newColumn("image")),
            rows.subList(100, 240).stream().map(r -> new DataCell[]{r.getCell(0)}).toArray(DataCell[][]::new));
    }

    private static double of(final PortObject table, final String column, final int row) {
        return numbers(table, column)[row];
    }

    private Images images(final BufferedDataTable table) throws Exception {
        return ImageColumn.choose(table.getDataTableSpec(), "", "").read(table, m_node.exec()).images();
    }

    @Test
    void theFiguresOfAGroupAreThoseOfItsImages() throws Exception {
        final BufferedDataTable generated = generated();
        final PortObject[] out = m_node.run(null, generated, real()).out();
        assertEquals(List.of("good", "collapsed"), texts(out[0], "group"));
        final Images good = images(generated).select(IntStream.range(0, 100).toArray());
        final Images real = images(real());
        assertEquals(100, of(out[0], "images", 0));
        assertEquals(100, of(out[0], "images compared", 0));
        assertEquals(PairDistances.of(good.toFloats(), 784, Progress.NONE).mean(), of(out[0], "mean distance", 0),
            1e-9);
        assertEquals(of(out[0], "mean distance", 0) / of(out[0], "real mean distance", 0),
            of(out[0], "distance ratio", 0), 1e-12);
        final double width = Sharpness.of(good, Progress.NONE).width();
        final double realWidth = Sharpness.of(real, Progress.NONE).width();
        assertEquals(width, of(out[0], "detail width", 0), 1e-12);
        assertEquals(realWidth / width, of(out[0], "sharpness", 0), 1e-12);
        final Images asMany = real.select(StratifiedSample.rows(null, 140, 100, new SampleDiagnosticsParameters()
            .config().seed()));
        final PrecisionRecallResult p = PrecisionRecall.of(asMany.toFloats(), good.toFloats(), 784, 5, "pixels",
            Progress.NONE);
        assertEquals(p.precision(), of(out[0], "precision", 0));
        assertEquals(p.recall(), of(out[0], "recall", 0));
        assertEquals(p.density(), of(out[0], "density", 0));
        assertEquals(p.coverage(), of(out[0], "coverage", 0));
        assertEquals("pixels", texts(out[0], "feature space").get(0));
        assertTrue(Double.isNaN(of(out[0], "classes hit", 0)));
    }

    @Test
    void aCollapsedModelIsToldFromAGoodOne() throws Exception {
        final PortObject[] out = m_node.run(null, generated(), real()).out();
        assertEquals(1, of(out[0], "near-duplicates", 1));
        assertTrue(texts(out[0], "verdict").get(1).startsWith("Mode collapse: 100 % of the samples are near-duplicates"
            + " of another one"), texts(out[0], "verdict").get(1));
        assertTrue(texts(out[0], "verdict").get(0).startsWith("No failure seen: "), texts(out[0], "verdict").get(0));
        assertTrue(of(out[0], "diversity", 0) > 0.9, "diversity " + of(out[0], "diversity", 0));
        assertTrue(of(out[0], "recall", 1) < of(out[0], "recall", 0));
        assertEquals(List.of("good", "collapsed", "comparison"), texts(out[1], "about"));
        assertTrue(texts(out[1], "verdict").get(2).startsWith("good is more diverse than collapsed ("),
            texts(out[1], "verdict").get(2));
    }

    @Test
    void withAClassifierClassesAreCountedAndItsFeaturesCompared() throws Exception {
        final ClassifierPortObject classifier = TestModels.classifier(m_node.exec());
        final PortObject[] out = m_node.run(null, generated(), real(), classifier).out();
        final Images collapsed = images(generated()).select(IntStream.range(100, 180).toArray());
        final double[] shares = ClassShares.of(classifier.classifier(), collapsed, Progress.NONE);
        final double[] realShares = ClassShares.of(classifier.classifier(), images(real()), Progress.NONE);
        assertEquals(1, Arrays.stream(shares).sum(), 1e-12);
        assertEquals(Arrays.stream(shares).filter(p -> p > 0).count(), of(out[0], "classes hit", 1));
        assertEquals(Arrays.stream(realShares).filter(p -> p >= 0.01).count(), of(out[0], "real classes hit", 1));
        assertEquals(ClassShares.entropy(shares), of(out[0], "class entropy", 1), 1e-12);
        assertEquals(ClassShares.entropy(realShares), of(out[0], "real class entropy", 1), 1e-12);
        // of 80 samples 8 are to be of a class that is missed
        final List<String> missing = IntStream.range(0, 10).filter(c -> realShares[c] >= 0.1 && shares[c] == 0)
            .mapToObj(classifier.classifier().classNames()::get).toList();
        assertFalse(missing.isEmpty());
        assertEquals(String.join(", ", missing), texts(out[0], "missing classes").get(1));
        assertEquals(classifier.classifier().featureSpace(), texts(out[0], "feature space").get(0));
    }

    @Test
    void withoutGroupsAllImagesAreOne() throws Exception {
        final SampleDiagnosticsParameters parameters = new SampleDiagnosticsParameters();
        parameters.m_examineGroups = false;
        parameters.m_images = 90;
        final PortObject[] out = m_node.run(parameters, generated(), real()).out();
        assertEquals(List.of("all"), texts(out[0], "group"));
        assertEquals(180, of(out[0], "images", 0));
        assertEquals(90, of(out[0], "images compared", 0));
        assertEquals(List.of("all"), texts(out[1], "about"));
    }

    @Test
    void vectorsHaveNoSharpness() throws Exception {
        final SampleDiagnosticsParameters parameters = new SampleDiagnosticsParameters();
        parameters.m_numbersAs = org.latentlab.nodes.table.NumbersAs.VECTORS;
        final DataTableSpec spec = new DataTableSpec(
            new org.knime.core.data.DataColumnSpecCreator("v", org.knime.core.data.collection.ListCell
                .getCollectionType(org.knime.core.data.def.DoubleCell.TYPE)).createSpec());
        final DataCell[][] rows = IntStream.range(0, 40).mapToObj(i -> new DataCell[]{
            org.knime.core.data.collection.CollectionCellFactory.createListCell(List.of(
                new org.knime.core.data.def.DoubleCell(Math.sin(i)),
                new org.knime.core.data.def.DoubleCell(3 * Math.cos(2.3 * i))))}).toArray(DataCell[][]::new);
        final BufferedDataTable table = TestTables.table(m_node.exec(), spec, rows);
        final PortObject[] out = m_node.run(parameters, table, table).out();
        assertTrue(Double.isNaN(of(out[0], "detail width", 0)));
        assertEquals(1, of(out[0], "distance ratio", 0), 1e-12);
        assertEquals("values", texts(out[0], "feature space").get(0));
    }

    @Test
    void whatIsLeftOutIsToldInTheWarning() throws Exception {
        final List<DataRow> rows = TestTables.rows(m_digits);
        final String[] models = {"a", "a", "a", "b", null, "a"};
        final DataCell[][] cells = IntStream.range(0, models.length).mapToObj(i -> new DataCell[]{
            i == 5 ? DataType.getMissingCell() : rows.get(i).getCell(0), TableOutput.cell(models[i])})
            .toArray(DataCell[][]::new);
        final NodeHandle.Executed executed =
            m_node.run(null, TestTables.table(m_node.exec(), GENERATED, cells), real());
        assertEquals(List.of("a"), texts(executed.out()[0], "group"));
        assertEquals(3, of(executed.out()[0], "images", 0));
        assertTrue(Double.isNaN(of(executed.out()[0], "recall", 0)));
        for (final String part : List.of("1 of 6 rows have no usable image (Row5", "1 of 5 generated images have no "
            + "group", "Groups of a single image cannot be examined and were left out: b.", "Groups of no more than 5 "
                + "images")) {
            assertTrue(executed.warning().contains(part),
                part + " in " + executed.warning());
        }
    }

    @Test
    void whatCannotBeExaminedIsRefused() throws Exception {
        final BufferedDataTable none = TestTables.table(m_node.exec(), GENERATED);
        assertEquals("Input 'Generated' is empty: there are no images to examine. Connect a table with rows, or check "
            + "the filter before.", m_node.failure(null, none, real()));
        assertEquals("Input 'Real' is empty: there are no images to examine. Connect a table with rows, or check the "
            + "filter before.", m_node.failure(null, m_digits, none));
        assertEquals("Column 'image' holds a 10×12 image in row 'Row0', but the real ones are 28×28. Choose another "
            + "column or resize the images first.",
            m_node.failure(null, Digits.ofShape(m_node.exec(), ImageShape.gray(10, 12), 3), real()));
        final SampleDiagnosticsParameters parameters = new SampleDiagnosticsParameters();
        parameters.m_images = 1;
        assertEquals("The number of images that are compared is 2 to 100,000, not 1.",
            m_node.refusal(parameters, m_digits, real()));
        parameters.m_images = 100;
        parameters.m_groupColumn = "nowhere";
        assertTrue(m_node.refusal(parameters, m_digits, real())
            .startsWith("Class column 'nowhere' is not in the table"));
    }

    @Test
    void theSameSeedGivesTheSameFiguresAndCancellingStops() throws Exception {
        final SampleDiagnosticsParameters parameters = new SampleDiagnosticsParameters();
        parameters.m_images = 50;
        assertTrue(Arrays.equals(numbers(m_node.run(parameters, generated(), real()).out()[0], "mean distance"),
            numbers(m_node.run(parameters, generated(), real()).out()[0], "mean distance")));
        m_node.cancelAt(0.35);
        assertThrows(CanceledExecutionException.class, () -> m_node.run(null, generated(), real()));
    }
}
