package org.latentlab.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.engine.dataset.TestData.png;
import static org.latentlab.engine.dataset.TestData.request;
import static org.latentlab.engine.dataset.TestData.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.train.Progress;

class ImageFolderReaderTest {

    private static final ImageShape SHAPE = ImageShape.gray(4, 6);

    @TempDir
    private Path m_root;

    private void image(final String name, final int value) throws IOException {
        write(m_root.resolve(name), png(SHAPE, value));
    }

    private ImageDataset read(final DatasetFormat format, final Split split) {
        return DatasetReader.read(request(format, m_root, split), Progress.NONE);
    }

    private String refusal(final Split split) {
        return assertThrows(EngineException.class, () -> read(DatasetFormat.IMAGE_FOLDER, split)).getMessage();
    }

    @Test
    void everySubFolderIsAClass() throws IOException {
        image("cat/b.png", 2);
        image("cat/a.PNG", 1);
        image("ant/z.png", 3);
        write(m_root.resolve("cat/notes.txt"), "not an image".getBytes(StandardCharsets.UTF_8));
        write(m_root.resolve(".hidden/x.png"), new byte[3]);
        for (final Split split : new Split[]{Split.TRAIN, Split.ALL}) {
            final ImageDataset data = read(DatasetFormat.AUTO, split);
            assertEquals(List.of("ant", "cat"), data.classNames());
            assertEquals(List.of("ant/z.png", "cat/a.PNG", "cat/b.png"), data.rowNames());
            assertArrayEquals(new int[]{0, 1, 1}, data.labels());
            assertEquals(List.of(), data.broken());
            for (int row = 0; row < 3; row++) {
                assertEquals(new int[]{3, 1, 2}[row], data.images().byteValue(row, 23));
            }
        }
        assertTrue(refusal(Split.TEST).contains("no sub-folder 'test'"));
    }

    @Test
    void trainAndTestFoldersAreSplits() throws IOException {
        image("train/a/1.png", 1);
        image("train/b/2.png", 2);
        image("test/b/3.png", 3);
        assertEquals(List.of("train/a/1.png", "train/b/2.png"), read(DatasetFormat.AUTO, Split.TRAIN).rowNames());
        final ImageDataset test = read(DatasetFormat.AUTO, Split.TEST);
        assertEquals(List.of("a", "b"), test.classNames(), "the classes are the same in both splits");
        assertArrayEquals(new int[]{1}, test.labels());
        assertEquals(3, read(DatasetFormat.AUTO, Split.ALL).size());
    }

    @Test
    void imagesWithoutFoldersHaveNoClass() throws IOException {
        image("1.png", 1);
        image("2.png", 2);
        final ImageDataset data = read(DatasetFormat.AUTO, Split.TRAIN);
        assertFalse(data.isLabelled());
        assertEquals(2, data.size());
        image("a/3.png", 3);
        assertTrue(refusal(Split.TRAIN).contains("holds both images ('1.png') and folders ('a')"));
    }

    @Test
    void brokenFilesKeepTheirRowsAndAreNamed() throws IOException {
        image("a/1.png", 9);
        final byte[] whole = png(SHAPE, 8);
        write(m_root.resolve("a/0.png"), Arrays.copyOf(whole, whole.length / 2));
        write(m_root.resolve("b/5.jpg"), "no image at all".getBytes(StandardCharsets.UTF_8));
        image("b/6.png", 7);
        final ImageDataset data = read(DatasetFormat.IMAGE_FOLDER, Split.TRAIN);
        assertEquals(4, data.size());
        assertArrayEquals(new int[]{0, 0, 1, 1}, data.labels());
        assertEquals(2, data.broken().size());
        assertEquals(new BrokenImage(0, "a/0.png", data.broken().get(0).reason()), data.broken().get(0));
        assertTrue(data.broken().get(0).reason().contains("cut off"), data.broken().get(0).reason());
        assertEquals(2, data.broken().get(1).row());
        assertTrue(data.broken().get(1).reason().contains("neither PNG nor JPEG"));
        for (int i = 0; i < SHAPE.values(); i++) {
            assertEquals(0, data.images().byteValue(0, i));
            assertEquals(9, data.images().byteValue(1, i));
            assertEquals(0, data.images().byteValue(2, i));
            assertEquals(7, data.images().byteValue(3, i));
        }
        final ImageDataset two = data.select(new int[]{3, 0});
        assertEquals(List.of(new BrokenImage(1, "a/0.png", data.broken().get(0).reason())), two.broken());
    }

    @Test
    void nothingReadableIsAnError() throws IOException {
        write(m_root.resolve("a/0.png"), new byte[0]);
        final String message = refusal(Split.TRAIN);
        assertTrue(message.contains("None of the 1 images") && message.contains("'a/0.png': The file is empty."),
            message);
    }

    @Test
    void mixedSizesAndColoursAreNamed() throws IOException {
        image("a/1.png", 1);
        write(m_root.resolve("b/2.png"), png(ImageShape.gray(5, 6), 2));
        final String sizes = refusal(Split.TRAIN);
        assertTrue(sizes.contains("'a/1.png' is 4×6 gray, 'b/2.png' is 5×6 gray"), sizes);
        write(m_root.resolve("b/2.png"), png(ImageShape.rgb(4, 6), 2));
        assertTrue(refusal(Split.TRAIN).contains("'b/2.png' is 4×6 RGB"));
    }

    @Test
    void aSizeBringsThemTogether() throws IOException {
        image("a/1.png", 1);
        write(m_root.resolve("b/2.png"), png(ImageShape.rgb(9, 3), 200));
        final ImageDataset data = DatasetReader.read(
            new DatasetRequest(DatasetFormat.AUTO, m_root, Split.ALL, 0, 1, ImageShape.gray(2, 2)), Progress.NONE);
        assertEquals(ImageShape.gray(2, 2), data.images().shape());
        assertEquals(1, data.images().byteValue(0, 3));
        assertEquals(200, data.images().byteValue(1, 0));
    }

    @Test
    void anEmptyClassFolderIsNamed() throws IOException {
        image("a/1.png", 1);
        Files.createDirectories(m_root.resolve("b/inner"));
        final String message = refusal(Split.TRAIN);
        assertTrue(message.contains("'" + m_root.resolve("b") + "' holds no PNG or JPEG images: it holds 'inner'"),
            message);
    }

    @Test
    void anEmptyDirectoryIsNamed() {
        assertTrue(refusal(Split.TRAIN).contains("holds no PNG or JPEG images to read: it is empty"));
    }

    @Test
    void classesInOneSplitOnlyAreRefused() throws IOException {
        image("train/a/1.png", 1);
        image("test/2.png", 2);
        assertTrue(refusal(Split.ALL).contains("images without a class"));
        Files.delete(m_root.resolve("train/a/1.png"));
        Files.delete(m_root.resolve("train/a"));
        Files.delete(m_root.resolve("train"));
        assertTrue(refusal(Split.TRAIN).contains("none named 'train'"));
        assertFalse(read(DatasetFormat.IMAGE_FOLDER, Split.TEST).isLabelled());
    }

    @Test
    void cifarAsJpegFilesIsReadStraightFromItsZip() throws IOException {
        final Path zip = TestData.shared("cifar10-jpeg.zip");
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            final Path directory = files.getPath("/cifar10");
            final DatasetRequest request = new DatasetRequest(DatasetFormat.AUTO, directory, Split.TEST, 100, 1, null);
            assertEquals(DatasetFormat.IMAGE_FOLDER, DatasetReader.formatOf(request));
            final ImageDataset data = DatasetReader.read(request, Progress.NONE);
            assertEquals(ImageShape.rgb(32, 32), data.images().shape());
            assertEquals(List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship",
                "truck"), data.classNames());
            final int[] counts = new int[10];
            for (final int label : data.labels()) {
                counts[label]++;
            }
            assertArrayEquals(new int[]{10, 10, 10, 10, 10, 10, 10, 10, 10, 10}, counts);
            assertEquals(List.of(), data.broken());
            assertTrue(data.rowNames().get(0).startsWith("test/airplane/"), data.rowNames().get(0));
        }
    }
}
