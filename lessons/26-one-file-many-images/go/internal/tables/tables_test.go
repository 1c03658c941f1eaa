package tables

import (
	"testing"
	"time"
)

func TestNextIsNotInThePast(t *testing.T) {
	now := time.Date(2024, time.June, 2, 12, 0, 0, 0, time.UTC)
	next, found := Next("whitby", now)
	if !found || next.Before(now) || next.Sub(now) > between {
		t.Fatalf("got %v, %v", next, found)
	}
}

func TestUnknownHarbour(t *testing.T) {
	if _, found := Next("atlantis", time.Now()); found {
		t.Fatal("there is no such harbour")
	}
}
