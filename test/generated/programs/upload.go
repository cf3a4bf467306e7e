// Uploads a photo with the client that openapi-generator makes for Go, and reads it back in two ways.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"

	waybill "example.com/waybill"
)

func must[Value any](value Value, err error) Value {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func send(method, url string, body []byte, headers map[string]string) []byte {
	request := must(http.NewRequest(method, url, bytes.NewReader(body)))
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	answer := must(http.DefaultClient.Do(request))
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		log.Fatalf("%s %s", method, answer.Status)
	}
	return must(io.ReadAll(answer.Body))
}

func main() {
	photo := must(os.ReadFile("photo.jpg"))
	configuration := waybill.NewConfiguration()
	configuration.Servers = waybill.ServerConfigurations{{URL: os.Getenv("API")}}
	client := waybill.NewAPIClient(configuration)
	ctx := context.WithValue(context.Background(), waybill.ContextAccessToken, os.Getenv("TOKEN"))

	wanted := waybill.NewCreateUploadRequest("photo.jpg", "image/jpeg", int64(len(photo)))
	created, _, err := client.UploadsAPI.CreateUpload(ctx).CreateUploadRequest(*wanted).Execute()
	must(created, err)
	upload := created.GetUpload()
	put := upload.PutUpload
	send(http.MethodPut, put.Url, photo, put.Headers)

	file, _, err := client.FilesAPI.ReadFile(ctx, created.Id).Execute()
	for must(file, err); file.Status == "pending" || file.Status == "uploaded"; must(file, err) {
		time.Sleep(200 * time.Millisecond)
		file, _, err = client.FilesAPI.ReadFile(ctx, created.Id).Execute()
	}

	read, _, err := client.ReadsAPI.ReadUrl(ctx, created.Id).Execute()
	must(read, err)
	share, _, err := client.LinksAPI.CreateShare(ctx, created.Id).Execute()
	must(share, err)

	_, _, err = client.FilesAPI.ReadFile(ctx, "none").Execute()
	problem := err.(*waybill.GenericOpenAPIError).Model().(waybill.Problem)
	report := map[string]any{
		"status":   file.Status,
		"type":     file.GetDetectedType(),
		"isSame":   bytes.Equal(send(http.MethodGet, read.Url, nil, nil), photo),
		"isShared": bytes.Equal(send(http.MethodPost, share.Url, nil, nil), photo),
		"refused":  problem.Code,
	}
	fmt.Println(string(must(json.Marshal(report))))
}
