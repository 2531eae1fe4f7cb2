package org.latentlab.nodes.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.score.FrechetDistance;
import org.latentlab.engine.score.InceptionScore;
import org.latentlab.engine.score.PairMean;
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
import org.latentlab.platform.ui.ParametersPersistence;

final class ScorerNodeTest {

    private static final DataTableSpec GENERATED =
        new DataTableSpec(ImageCells.newColumn("image"), TableOutput.strings("class"), TableOutput.strings("area"));

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private ClassifierPortObject m_classifier;
    private BufferedDataTable m_digits;

    @BeforeEach
    void createNode() throws Exception {
        m_node = new PortRun(new ScorerNodeFactory(), m_directory);
        m_classifier = TestModels.classifier(m_node.exec());
        m_digits = Digits.table(m_node.exec(), 200);
    }

    /** The digits from one row to another, in areas of that many rows each, the class given or their own. */
    private BufferedDataTable generated(final int from, final int to, final int perArea, final String label) {
        final List<DataRow> rows = TestTables.rows(m_digits).subList(from, to);
        final List<DataCell[]> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            cells.add(new DataCell[]{rows.get(i).getCell(0), label == null ? rows.get(i).getCell(1)
                : new StringCell(label), new StringCell("area " + i / perArea)});
        }
        return TestTables.table(m_node.exec(), GENERATED, cells.toArray(DataCell[][]::new));
    }

    private static double of(final PortObject table, final String column, final int row) {
        return numbers(table, column)[row];
    }

    @Test
    void theReferenceItselfHasNoDistanceAndTheSameComposition() throws Exception {
        final PortObject[] out = m_node.run(null, m_digits, m_digits, m_classifier).out();
        assertEquals(List.of("all"), texts(out[0], "group"));
        assertEquals(0, of(out[0], "FID", 0), 1e-6);
        assertEquals(0, of(out[0], "total variation", 0));
        assertEquals(0, of(out[0], "χ²", 0), 1e-12);
        assertEquals(1, of(out[0], "p-value", 0), 1e-12);
        assertEquals(10, numbers(out[1], "ratio").length);
        for (int c = 0; c < 10; c++) {
            assertEquals(1, of(out[1], "ratio", c));
            assertEquals(0, of(out[2], "FID", c), 1e-6);
        }
    }

    @Test
    void theScoresOfAGroupAreThoseOfItsImagesAlone() throws Exception {
        final BufferedDataTable generated = generated(0, 120, 60, null);
        final PortObject[] out = m_node.run(null, m_digits, generated, m_classifier).out();
        assertEquals(List.of("all", "area 0", "area 1"), texts(out[0], "group"));
        final Images all = ImageColumn.choose(GENERATED, "", "").read(generated, m_node.exec()).images();
        final Images reference =
            ImageColumn.choose(m_digits.getDataTableSpec(), "", "").read(m_digits, m_node.exec()).images();
        final Images second = all.select(java.util.stream.IntStream.range(60, 120).toArray());
        final int d = m_classifier.classifier().featureSize();
        assertEquals(FrechetDistance.between(m_classifier.classifier().features(reference, Progress.NONE),
            m_classifier.classifier().features(second, Progress.NONE), d, "").distance(), of(out[0], "FID", 2), 1e-4);
        assertEquals(of(out[0], "FID", 2),
            of(out[0], "FID mean part", 2) + of(out[0], "FID covariance part", 2), 1e-9);
        assertEquals(InceptionScore.of(m_classifier.classifier().probabilities(second, Progress.NONE), 10, 10, 1)
            .mean(),
            of(out[0], "IS mean", 2), 1e-5);
        assertEquals(60, of(out[0], "images", 2));
        assertEquals(200, of(out[0], "reference images", 2));
        assertEquals(d, of(out[0], "features", 2));
        assertEquals(m_classifier.classifier().featureSpace(), texts(out[0], "feature space").get(2));
        assertEquals(30, numbers(out[1], "ratio").length);
    }

    @Test
    void aSingleClassIsWhollyOutOfComposition() throws Exception {
        final PortObject[] out = m_node.run(null, m_digits, generated(0, 100, 100, "3"), m_classifier).out();
        final double share = of(out[1], "reference share", 3);
        assertEquals(1 - share, of(out[0], "total variation", 0), 1e-12);
        assertEquals(100 * (1 - share) / share, of(out[0], "χ²", 0), 1e-9); // Σ (o-e)²/e with all of one class
        assertEquals(1 / share, of(out[1], "ratio", 3), 1e-12);
        assertEquals(0, of(out[1], "ratio", 4));
        assertTrue(Double.isNaN(of(out[2], "FID", 4)));
    }

    @Test
    void aClassThatTheReferenceLacksIsListedWithoutARatio() throws Exception {
        final NodeHandle.Executed executed =
            m_node.run(null, m_digits, generated(0, 40, 40, "ink blot"), m_classifier);
        assertEquals(List.of("ink blot"), texts(executed.out()[1], "class").subList(10, 11));
        assertEquals(40, of(executed.out()[1], "generated count", 10));
        assertNull(texts(executed.out()[1], "ratio").get(10));
        assertEquals(1, of(executed.out()[0], "total variation", 0));
        assertTrue(executed.warning().contains("The reference has no image of class 'ink blot'"), executed.warning());
    }

    @Test
    void groupsTooSmallForAScoreAreNamedInTheWarning() throws Exception {
        final NodeHandle.Executed executed = m_node.run(null, m_digits, generated(0, 21, 20, null), m_classifier);
        final PortObject scores = executed.out()[0];
        assertEquals(List.of("all", "area 0", "area 1"), texts(scores, "group"));
        assertTrue(Double.isNaN(of(scores, "FID", 2)));
        assertEquals(1, of(scores, "IS splits", 2));
        assertTrue(executed.warning().contains("too few images for a Fréchet distance, which needs 2 in either set "
            + "(area 1)."),
            executed.warning());
        assertTrue(executed.warning().contains("With no more images than the 128 features, the Fréchet distance is "
            + "biased "
            + "upwards (all, area 0)."), executed.warning());
        assertTrue(executed.warning().contains("With fewer images than the 10 splits"), executed.warning());
    }

    @Test
    void groupsMayBeSwitchedOffOrChosen() throws Exception {
        final ScorerParameters parameters = new ScorerParameters();
        parameters.m_scoreGroups = false;
        final BufferedDataTable generated = generated(0, 40, 20, null);
        assertEquals(List.of("all"), texts(m_node.run(parameters, m_digits, generated, m_classifier).out()[0],
            "group"));
        parameters.m_scoreGroups = true;
        parameters.m_groupColumn = "nowhere";
        assertEquals("Class column 'nowhere' is not in the table. Columns found: 'image', 'class', 'area'.",
            m_node.refusal(parameters, m_digits, generated, m_classifier));
    }

    @Test
    void whatCannotBeScoredIsRefused() throws Exception {
        final BufferedDataTable none = TestTables.table(m_node.exec(), GENERATED);
        assertEquals("Input 'Generated' is empty: there are no images to score. Connect a table with "
            + "rows, or check the filter before.",
            m_node.failure(null, m_digits, none, m_classifier));
        assertEquals("Input 'Reference' is empty: there are no images to score. Connect a table with "
            + "rows, or check the filter before.",
            m_node.failure(null, none, m_digits, m_classifier));
        final BufferedDataTable unlabelled =
            TestTables.table(m_node.exec(), new DataTableSpec(ImageCells.newColumn("image")));
        assertTrue(m_node.refusal(null, m_digits, unlabelled, m_classifier)
            .startsWith("Input 'Generated' has no class column"));
        final BufferedDataTable onlyAreas =
            TestTables.table(m_node.exec(), new DataTableSpec(ImageCells.newColumn("image"),
                TableOutput.strings("area")));
        assertTrue(m_node.refusal(null, m_digits, onlyAreas, m_classifier)
            .startsWith("Column 'area' of input 'Generated' cannot be both the class and the group."));
        assertEquals("Column 'image' holds a 10×12 image in row 'Row0', but the classifier was trained on 28×28. "
            + "Choose "
            + "another column or resize the images first.", m_node.failure(null, m_digits,
                Digits.ofShape(m_node.exec(), ImageShape.gray(10, 12), 3), m_classifier));
        final ScorerParameters parameters = new ScorerParameters();
        parameters.m_splits = 0;
        assertEquals("The inception score needs at least 1 split, not 0.",
            m_node.refusal(parameters, m_digits, m_digits, m_classifier));
    }

    private static final DataTableSpec CONDITIONAL = new DataTableSpec(ImageCells.newColumn("image"),
        TableOutput.strings("label"), TableOutput.strings("class"), TableOutput.strings("area"));

    /**
     * The digits of these rows as if they had been generated for their own class, every fifth for the next one, and a
     * labeller had called every tenth a seven; two areas in turn.
     */
    private BufferedDataTable conditional(final int from, final int to) {
        final List<DataRow> rows = TestTables.rows(m_digits).subList(from, to);
        final List<DataCell[]> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            final int own = Integer.parseInt(rows.get(i).getCell(1).toString());
            cells.add(new DataCell[]{rows.get(i).getCell(0), new StringCell("" + (i % 10 == 0 ? 7 : own)),
                new StringCell("" + (i % 5 == 0 ? (own + 1) % 10 : own)), new StringCell("area " + i % 2)});
        }
        return TestTables.table(m_node.exec(), CONDITIONAL, cells.toArray(DataCell[][]::new));
    }

    private static ScorerParameters forAClass(final FoundBy found) {
        final ScorerParameters parameters = new ScorerParameters();
        parameters.m_conditional = true;
        parameters.m_askedColumn = "class";
        parameters.m_generatedClassColumn = "label";
        parameters.m_foundBy = found;
        return parameters;
    }

    @Test
    void theClassifierFindsWhatWasAskedFor() throws Exception {
        final BufferedDataTable table = conditional(0, 150);
        final PortObject[] out = m_node.run(forAClass(FoundBy.CLASSIFIER), m_digits, table, m_classifier).out();
        final float[] p = m_classifier.classifier().probabilities(
            ImageColumn.choose(CONDITIONAL, "", "").read(table, m_node.exec()).images(), Progress.NONE);
        final List<String> asked = texts(table, "class");
        final int[][] counts = new int[10][10];
        int right = 0;
        for (int i = 0; i < 150; i++) {
            int best = 0;
            for (int c = 0; c < 10; c++) {
                best = p[10 * i + c] > p[10 * i + best] ? c : best;
            }
            final int found = Integer.parseInt(m_classifier.classifier().classNames().get(best));
            counts[Integer.parseInt(asked.get(i))][found]++;
            right += found == Integer.parseInt(asked.get(i)) ? 1 : 0;
        }
        final double accuracy = right / 150.0;
        assertEquals(accuracy, of(out[0], "accuracy", 0), 1e-15);
        assertEquals(Math.sqrt(accuracy * (1 - accuracy) / 150), of(out[0], "accuracy error", 0), 1e-15);
        assertEquals(List.of("all", "area 0", "area 1"), texts(out[3], "group").stream().distinct().toList());
        double all = 0;
        double both = 0;
        for (int row = 0; row < texts(out[3], "group").size(); row++) {
            final double count = of(out[3], "count", row);
            if (row < 100) {
                final int a = Integer.parseInt(texts(out[3], "asked").get(row));
                final int f = Integer.parseInt(texts(out[3], "found").get(row));
                assertEquals(counts[a][f], count);
                assertEquals(count / java.util.Arrays.stream(counts[a]).sum(), of(out[3], "share", row), 1e-15);
                all += count;
            } else {
                both += count;
            }
        }
        assertEquals(150, all);
        assertEquals(150, both);
    }

    @Test
    void aLabellerMayFindTheClasses() throws Exception {
        final BufferedDataTable table = conditional(0, 150);
        final PortObject[] out = m_node.run(forAClass(FoundBy.CLASS_COLUMN), m_digits, table, m_classifier).out();
        final List<String> asked = texts(table, "class");
        final List<String> found = texts(table, "label");
        int right = 0;
        for (int i = 0; i < 150; i++) {
            right += asked.get(i).equals(found.get(i)) ? 1 : 0;
        }
        assertEquals(right / 150.0, of(out[0], "accuracy", 0), 1e-15);
        assertTrue(right > 110 && right < 130, "of 150 every fifth is asked for as another class: " + right);
    }

    @Test
    void theFiguresOfAClassAreThoseOfTheImagesAskedForAsIt() throws Exception {
        final BufferedDataTable table = conditional(0, 200);
        final PortObject[] out = m_node.run(forAClass(FoundBy.CLASSIFIER), m_digits, table, m_classifier).out();
        final Images images = ImageColumn.choose(CONDITIONAL, "", "").read(table, m_node.exec()).images();
        final List<String> asked = texts(table, "class");
        final int[] threes = java.util.stream.IntStream.range(0, 200).filter(i -> asked.get(i).equals("3")).toArray();
        final int row = texts(out[2], "class").indexOf("3");
        assertEquals(threes.length, of(out[2], "asked images", row));
        final PairMean cosine = PairMean.cosines(images.select(threes).toFloats(), 784);
        assertEquals(cosine.mean(), of(out[2], "cosine", row), 1e-12);
        assertEquals(cosine.standardError(), of(out[2], "cosine error", row), 1e-12);
        final List<String> classes = texts(m_digits, "class");
        final int[] real = java.util.stream.IntStream.range(0, 200).filter(i -> classes.get(i).equals("3")).toArray();
        assertEquals(PairMean.cosines(images.select(real).toFloats(), 784).mean(), of(out[2], "reference cosine", row),
            1e-12);
        assertEquals(PairMean.distances(images.select(threes).toFloats(), 784, Progress.NONE).mean()
            / PairMean.distances(images.select(real).toFloats(), 784, Progress.NONE).mean(),
            of(out[2], "distance ratio", row), 1e-12);
        final int d = m_classifier.classifier().featureSize();
        assertEquals(FrechetDistance.between(
            m_classifier.classifier().features(images.select(real), Progress.NONE),
            m_classifier.classifier().features(images.select(threes), Progress.NONE), d, "").distance(),
            of(out[2], "asked FID", row), 1e-4);
        assertTrue(of(out[2], "asked FID", row) > of(out[2], "FID", row));
    }

    @Test
    void withoutTheOptionTheFiguresAreMissing() throws Exception {
        final PortObject[] out = m_node.run(null, m_digits, m_digits, m_classifier).out();
        assertEquals(0, ((BufferedDataTable)out[3]).size());
        assertEquals(List.of("group", "asked", "found", "count", "share"),
            List.of(((BufferedDataTable)out[3]).getDataTableSpec().getColumnNames()));
        for (final String column : List.of("accuracy", "accuracy error", "mean class accuracy", "cosine",
            "cosine error", "distance ratio")) {
            assertNull(texts(out[0], column).get(0), column);
        }
        for (final String column : List.of("asked images", "asked FID", "accuracy", "accuracy error", "cosine",
            "cosine error", "reference cosine", "distance ratio", "distance ratio error")) {
            assertNull(texts(out[2], column).get(3), column);
        }
    }

    @Test
    void settingsOfBeforeConditionalScoresLoadUnchanged() throws Exception {
        final NodeSettings older = new NodeSettings("model");
        older.addString("referenceImageColumn", "image");
        older.addString("referenceClassColumn", "class");
        older.addString("generatedImageColumn", "image");
        older.addString("generatedClassColumn", "label");
        older.addBoolean("scoreGroups", false);
        older.addString("groupColumn", "");
        older.addInt("splits", 4);
        older.addLong("seed", 9);
        final ScorerParameters loaded = ParametersPersistence.load(older, ScorerParameters.class);
        loaded.validate();
        assertEquals(4, loaded.m_splits);
        assertEquals("label", loaded.m_generatedClassColumn);
        assertFalse(loaded.m_conditional);
        assertEquals(FoundBy.CLASSIFIER, loaded.m_foundBy);
    }

    @Test
    void classesThatCannotBeFoundAreToldOf() throws Exception {
        final BufferedDataTable table = conditional(0, 40);
        final ScorerParameters parameters = forAClass(FoundBy.CLASS_COLUMN);
        parameters.m_askedColumn = "label";
        assertTrue(m_node.refusal(parameters, m_digits, table, m_classifier)
            .startsWith("Column 'label' of input 'Generated' cannot be both the class asked for and the class found."));
        parameters.m_askedColumn = "area";
        assertTrue(m_node.failure(parameters, m_digits, table, m_classifier)
            .startsWith("None of the classes asked for ('area 0', 'area 1') is known to the class column ('"));
        final DataCell[][] rows = {{image(0), new StringCell("1"), new StringCell("1"), new StringCell("x")},
            {image(1), new StringCell("2"), new StringCell("ink blot"), new StringCell("x")},
            {image(2), new StringCell("2"), TestTables.missing(), new StringCell("y")}};
        final NodeHandle.Executed executed = m_node.run(forAClass(FoundBy.CLASS_COLUMN), m_digits,
            TestTables.table(m_node.exec(), CONDITIONAL, rows), m_classifier);
        assertEquals(0.5, of(executed.out()[0], "accuracy", 0));
        assertNull(texts(executed.out()[0], "accuracy").get(2));
        final int blot = texts(executed.out()[2], "class").indexOf("ink blot");
        assertEquals(0, of(executed.out()[2], "accuracy", blot));
        assertEquals(0, of(executed.out()[2], "images", blot));
        assertTrue(executed.warning().contains("1 of 3 generated images do not say which class they were generated "
            + "for"), executed.warning());
        assertTrue(executed.warning().contains("Images asked for as 'ink blot' cannot be found to be so, since the "
            + "class column knows no such class: their accuracy is 0."), executed.warning());
        assertTrue(executed.warning().contains("No image was generated for a class (y)."), executed.warning());
    }

    private DataCell image(final int row) {
        return TestTables.rows(m_digits).get(row).getCell(0);
    }

    @Test
    void cancellingStopsTheScorer() {
        m_node.cancelAt(0.2);
        assertThrows(CanceledExecutionException.class, () -> m_node.run(null, m_digits, m_digits, m_classifier));
    }
}
