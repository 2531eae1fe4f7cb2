package org.latentlab.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.backend.BackendInfo;

class CheckpointStoreTest {

    @Test
    void aTrainingThatGoesOnElsewhereSaysSoAfterItsEarlierNotices() {
        final BackendInfo two = new BackendInfo("CPU", "oneDNN AVX2", 2, "1", Optional.empty());
        final BackendInfo four = new BackendInfo("CPU", "oneDNN AVX2", 4, "1", Optional.of("another notice"));
        final CheckpointStore.Found<String> found =
            new CheckpointStore.Found<>("state", Path.of("epoch-0000001.checkpoint"), List.of("damaged"));
        assertEquals(List.of("earlier", "damaged"), found.resumptions(List.of("earlier"), two, two));
        assertEquals(List.of("damaged", "The training began on CPU oneDNN AVX2, 2 threads and went on on CPU oneDNN "
            + "AVX2, 4 threads, so its last bits are not those of a training on one of them."),
            found.resumptions(List.of(), two, four));
    }
}
