package org.latentlab.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.engine.dataset.TestData.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.train.Progress;

class DatasetReaderTest {

    @TempDir
    private Path m_directory;

    private static String refusal(final DatasetFormat format, final Path directory) {
        return assertThrows(EngineException.class,
            () -> DatasetReader.read(request(format, directory, Split.TRAIN), Progress.NONE)).getMessage();
    }

    private static ImageDataset digits(final Split split, final int limit, final ImageShape shape) {
        return DatasetReader.read(new DatasetRequest(DatasetFormat.AUTO, null, split, limit, 3, shape),
            Progress.NONE);
    }

    @Test
    void withoutADirectoryThereAreSyntheticDigits() {
        final ImageDataset train = digits(Split.TRAIN, 30, null);
        assertEquals(SyntheticDigits.generate(SyntheticDigitsConfig.of(30, 3), Progress.NONE).images(),
            train.images());
        assertNotEquals(train.images(), digits(Split.TEST, 30, null).images());
        assertEquals(ImageShape.rgb(14, 14), digits(Split.ALL, 30, ImageShape.rgb(14, 14)).images().shape());
    }

    @Test
    void aMissingDirectoryAndAFileAreNamed() throws IOException {
        final Path missing = m_directory.resolve("nowhere");
        final Path file = Files.createFile(m_directory.resolve("file"));
        for (final DatasetFormat format : new DatasetFormat[]{DatasetFormat.AUTO, DatasetFormat.IDX,
            DatasetFormat.CIFAR10, DatasetFormat.IMAGE_FOLDER}) {
            assertEquals("There is no directory '" + missing + "'. Choose the directory that holds the data set.",
                refusal(format, missing));
            assertEquals("'" + file + "' is a file. Choose the directory that holds the data set.",
                refusal(format, file));
        }
    }

    @Test
    void anEmptyDirectoryIsNamedInEveryFormat() {
        assertTrue(refusal(DatasetFormat.AUTO, m_directory).contains("holds no data set that is known: it is empty"));
        assertTrue(refusal(DatasetFormat.IDX, m_directory).contains("has no training images"));
        assertTrue(refusal(DatasetFormat.CIFAR10, m_directory).contains("'data_batch_1.bin' is missing"));
        assertTrue(refusal(DatasetFormat.IMAGE_FOLDER, m_directory).contains("it is empty"));
    }

    @Test
    void whatAnUnknownDirectoryHoldsIsSaid() throws IOException {
        for (final String name : new String[]{"a.csv", "b.csv", "c.csv", "d.csv", "e.csv", "f.csv"}) {
            Files.createFile(m_directory.resolve(name));
        }
        final String message = refusal(DatasetFormat.AUTO, m_directory);
        assertTrue(message.contains("it holds 'a.csv', 'b.csv', 'c.csv', 'd.csv' and 2 more"), message);
    }

    @Test
    void requestsWithoutSenseAreRefused() {
        assertThrows(IllegalArgumentException.class,
            () -> new DatasetRequest(DatasetFormat.IDX, null, Split.TRAIN, 0, 1, null));
        final String limit = assertThrows(IllegalArgumentException.class,
            () -> new DatasetRequest(DatasetFormat.AUTO, null, Split.TRAIN, -5, 1, null)).getMessage();
        assertTrue(limit.contains("-5"), limit);
    }
}
