package org.latentlab.runner.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FileNamesTest {

    @Test
    void makesNamesThatEverySystemTakes() {
        assertEquals("FID-IS-DCA Scorer (#9) - Scores", FileNames.safe("FID/IS/DCA Scorer (#9) - Scores"));
        assertEquals("a-b-c-d", FileNames.safe("a<b>c\u0001d. . "));
        assertEquals("_con", FileNames.safe("con"));
        assertEquals("_NUL.csv", FileNames.safe("NUL.csv"));
        assertEquals("_", FileNames.safe(" .. "));
        assertEquals(120, FileNames.safe("x".repeat(500)).length());
    }
}
