// Tides answers with the next high water of a harbour.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"time"

	"example.org/tides/internal/tables"
)

func main() {
	http.HandleFunc("/next", func(w http.ResponseWriter, r *http.Request) {
		harbour := r.URL.Query().Get("harbour")
		next, found := tables.Next(harbour, time.Now())
		if !found {
			http.Error(w, "no such harbour", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(map[string]any{"harbour": harbour, "highWater": next}); err != nil {
			log.Print(err)
		}
	})
	log.Print("listening on :8080")
	log.Fatal(http.ListenAndServe(":8080", nil))
}
