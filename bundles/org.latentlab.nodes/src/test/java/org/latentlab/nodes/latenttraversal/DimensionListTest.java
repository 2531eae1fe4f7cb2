package org.latentlab.nodes.latenttraversal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DimensionListTest {

    @Test
    void numbersAndRangesFromOneBecomeIndicesFromZero() {
        assertArrayEquals(new int[]{0}, DimensionList.parse("1"));
        assertArrayEquals(new int[]{2, 0, 4, 5, 6, 9}, DimensionList.parse("3, 1, 5-7,10"));
        assertArrayEquals(new int[]{4, 5}, DimensionList.parse(" 5 – 6 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "z1", "1,,2", "1-2-3", "5-3", "1;2", "-2", "1-", "99999999999"})
    void anythingElseIsRefused(final String text) {
        assertThrows(IllegalArgumentException.class, () -> DimensionList.parse(text));
    }

    @Test
    void theMessagesSayWhatToWrite() {
        assertEquals("'1, two' is no list of dimensions: 'two' is neither a number nor a range. Write for instance 1, "
            + "3, 5-8.", assertThrows(IllegalArgumentException.class, () -> DimensionList.parse("1, two"))
                .getMessage());
        assertEquals("Dimension 3 is listed twice in '1-4, 3'. List it once.",
            assertThrows(IllegalArgumentException.class, () -> DimensionList.parse("1-4, 3")).getMessage());
        assertEquals("Latent dimensions are counted from 1; there is none of number 0.",
            assertThrows(IllegalArgumentException.class, () -> DimensionList.parse("0")).getMessage());
    }
}
